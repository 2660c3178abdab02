/**
 * A checklist as its canonical JSON says it: the twin of `forms/definition.py`.
 *
 * An optional key that is absent stands at the default named beside it. A text is the Vietnamese
 * words under its name and, where somebody wrote them, the English ones under `<name>_en`.
 * Points, shares and thresholds are plain JSON numbers with a handful of decimals; arithmetic on
 * them is done with `rational.ts`, never with floats.
 */

export type Kind =
  | 'scale'
  | 'yes_no'
  | 'points'
  | 'choice'
  | 'indicator'
  | 'text'
  | 'table'
  | 'attendees'
  | 'bonus'
  | 'penalty';
export type SectionKind = 'base' | 'bonus' | 'penalty';
export type Evidence = 'none' | 'document' | 'photo' | 'either';
export type Direction = 'up' | 'down';
export type ReasonFor = 'gap' | 'zero' | 'full';
export type ConditionKind =
  'item_equals' | 'section_below' | 'evidence_missing' | 'penalty_applies';
export type Format = 'text' | 'integer' | 'decimal' | 'date';

/** One step of a scale with the words that anchor it; `value` counts from 0 without gaps. */
export interface Level {
  readonly value: number;
  readonly label: string;
  readonly label_en?: string;
}

/** One option of a choice; without `share` (0 to 1) it is not scored. */
export interface Option {
  readonly code: string;
  readonly label: string;
  readonly label_en?: string;
  readonly share?: number | null;
}

/** From this ratio of actual to target on, this share (0 to 1) is earned. */
export interface Band {
  readonly ratio: number;
  readonly share: number;
}

export interface Column {
  readonly code: string;
  readonly label: string;
  readonly label_en?: string;
  /** Default `text`. */
  readonly format?: Format;
}

/** One question; an item with sub-items is not answered itself. */
export interface Item {
  readonly code: string;
  readonly kind: Kind;
  readonly label: string;
  readonly label_en?: string;
  /** null: not scored. */
  readonly points: number | null;
  readonly items: readonly Item[];
  readonly hint?: string;
  readonly hint_en?: string;
  readonly guidance?: string;
  readonly guidance_en?: string;
  /** The department in charge. */
  readonly owner?: string;
  /** Default `none`. */
  readonly evidence?: Evidence;
  /** Default false. */
  readonly required?: boolean;
  /** XPath; empty or absent: always asked. */
  readonly relevant?: string;
  /** XPath; `.` is the answer itself. */
  readonly constraint?: string;
  readonly constraint_message?: string;
  readonly constraint_message_en?: string;
  /** Of `scale`, and of a `table` whose completeness is scored. */
  readonly levels?: readonly Level[];
  readonly options?: readonly Option[];
  /** Of `points`; on `bonus` and `penalty` "points in such steps", and absent "yes or no". */
  readonly step?: number | null;
  /** Default `up`. */
  readonly direction?: Direction;
  /** Unit of measure of an indicator (ĐVT). */
  readonly measure?: string;
  /** Whether an indicator asks for its baseline; default false. */
  readonly baseline?: boolean;
  readonly bands?: readonly Band[];
  readonly columns?: readonly Column[];
  /** Default `text`. */
  readonly format?: Format;
  readonly prefill?: string;
}

export interface Section {
  readonly code: string;
  readonly title: string;
  readonly title_en?: string;
  readonly points: number | null;
  readonly kind: SectionKind;
  readonly items: readonly Item[];
  readonly owner?: string;
  readonly hint?: string;
  readonly hint_en?: string;
  readonly relevant?: string;
}

/** A level of implementation and the total (0 to 100) from which it is reached. */
export interface Threshold {
  readonly code: string;
  readonly label: string;
  readonly label_en?: string;
  readonly total_from: number;
}

/** What caps the level; without `cap` the level drops by one. */
export interface Condition {
  readonly code: string;
  readonly kind: ConditionKind;
  readonly label: string;
  readonly label_en?: string;
  readonly cap?: string;
  readonly item?: string;
  readonly value?: string;
  readonly percent?: number | null;
  readonly sections?: readonly string[];
}

/** A whole checklist in one version; immutable, cached for ever under its content hash. */
export interface Checklist {
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly title_en?: string;
  readonly sections: readonly Section[];
  readonly note?: string;
  readonly note_en?: string;
  readonly unit_kind?: string;
  /** Default 100. */
  readonly base_points?: number;
  /** Default 5. */
  readonly bonus_cap?: number;
  /** Default false. */
  readonly penalties?: boolean;
  /** Default null: no cap. */
  readonly penalty_cap?: number | null;
  readonly reason_for?: readonly ReasonFor[];
  /** Share (0 to 1) of an item's points; default 0.2. */
  readonly gap_reason?: number;
  /** Share (0 to 1) of an item's points; default 0.25. */
  readonly moderation_gap?: number;
  /** Default false. */
  readonly evidence_blocks_submit?: boolean;
  /** Default true. */
  readonly self_scores?: boolean;
  readonly thresholds?: readonly Threshold[];
  readonly conditions?: readonly Condition[];
  /** About the visit itself: never scored, never counted among the items of the sections. */
  readonly general?: readonly Item[];
}

export const DEFAULTS = {
  base_points: 100,
  bonus_cap: 5,
  gap_reason: 0.2,
  moderation_gap: 0.25,
} as const;

/** The items that are answered themselves: the sub-items, or the item where it has none. */
export function leaves(item: Item): readonly Item[] {
  return item.items.length > 0 ? item.items.flatMap(leaves) : [item];
}

/** Every item that is answered, those about the visit itself first. */
export function answerable(checklist: Checklist): readonly Item[] {
  const inSections = checklist.sections.flatMap((section) => section.items);
  return [...(checklist.general ?? []), ...inSections].flatMap(leaves);
}

/** The answerable item of this code, or undefined. */
export function findItem(checklist: Checklist, code: string): Item | undefined {
  return answerable(checklist).find((item) => item.code === code);
}
