/** The values of entries, read from JSON that anybody may have written. */

import { isList, type Json, type JsonObject } from '../core/canonical';
import { OUTLOOKS, type Outlook } from '../form/ability';

export type Answer =
  | {
      readonly value: Json;
      readonly baseline?: string;
      /** The team's own score, in points, where the rule gives another. */
      readonly judged?: string;
      readonly reason?: string;
      /** On an indicator: whether it can be completed by the end of the term. */
      readonly ability?: AbilityValue;
    }
  | { readonly not_applicable: string };

/** A judgement of somebody, with its reason; never computed. */
export type AbilityValue = Readonly<{ value: Outlook; reason: string }>;

export const FINDING_TYPES = [
  'strength',
  'limitation',
  'difficulty',
  'objective_cause',
  'subjective_cause',
  'lesson',
  'forecast',
  'task',
  'recommendation',
] as const;
export type FindingType = (typeof FINDING_TYPES)[number];
export const ADDRESSEES = ['party', 'state', 'higher_union', 'unit'] as const;
export type Addressee = (typeof ADDRESSEES)[number];

export interface Finding {
  readonly type: FindingType;
  readonly text: string;
  readonly addressee: Addressee | null;
  /** Slots of the photos that the finding is about. */
  readonly about: readonly string[];
}

export interface Evidence {
  readonly number: string;
  /** 2020-11-12, as typed where it is no date, or empty. */
  readonly date: string;
  readonly about: string;
}

export interface Photo {
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly caption: string;
  readonly taken_at: string;
  /** Whether people were told and agreed; null where nobody was asked. */
  readonly consent: boolean | null;
}

export interface Attendee {
  readonly name: string;
  readonly position: string;
  readonly side: 'unit' | 'team';
}

export const STANCES = ['agree', 'explain', 'disagree'] as const;
/** What the visited unit says to a finding; the first of them alone is `agree`. */
export type Stance = (typeof STANCES)[number];

export interface ReplyValue {
  readonly agree: boolean;
  readonly stance: Stance;
  readonly text: string;
}

/** null: withdrawn, or not an answer at all. */
export function readAnswer(value: Json): Answer | null {
  const held = objectOf(value);
  if (!held) return null;
  if (typeof held['not_applicable'] === 'string') return { not_applicable: held['not_applicable'] };
  const given = held['value'];
  if (given === undefined || given === null) return null;
  return {
    value: given,
    ...filled('baseline', held),
    ...filled('judged', held),
    ...filled('reason', held),
    ...readAbility(held),
  };
}

function readAbility(held: JsonObject): { readonly ability?: AbilityValue } {
  const given = objectOf(held['ability']);
  const value = given && OUTLOOKS.find((each) => each === given['value']);
  return given && value ? { ability: { value, reason: textOf(given, 'reason') } } : {};
}

export function readNote(value: Json): string | null {
  const held = objectOf(value);
  return held ? textOf(held, 'text') : null;
}

export function readFinding(value: Json): Finding | null {
  const held = objectOf(value);
  if (!held) return null;
  const about = held['about'];
  return {
    type: FINDING_TYPES.find((each) => each === held['type']) ?? 'limitation',
    text: textOf(held, 'text'),
    addressee: ADDRESSEES.find((each) => each === held['addressee']) ?? null,
    about: about !== undefined && isList(about) ? about.filter(isText) : [],
  };
}

export function readEvidence(value: Json): Evidence | null {
  const held = objectOf(value);
  return held && mapped(['number', 'date', 'about'] as const, (key) => textOf(held, key));
}

export function readPhoto(value: Json): Photo | null {
  const held = objectOf(value);
  const sha256 = held && textOf(held, 'sha256');
  if (!held || !sha256) return null;
  return {
    sha256,
    bytes: numberOf(held, 'bytes') ?? 0,
    width: numberOf(held, 'width'),
    height: numberOf(held, 'height'),
    caption: textOf(held, 'caption'),
    taken_at: textOf(held, 'taken_at'),
    consent: typeof held['consent'] === 'boolean' ? held['consent'] : null,
  };
}

export function readAttendee(value: Json): Attendee | null {
  const held = objectOf(value);
  if (!held) return null;
  const side = held['side'] === 'team' ? 'team' : 'unit';
  return { name: textOf(held, 'name'), position: textOf(held, 'position'), side };
}

export function readReply(value: Json): ReplyValue | null {
  const held = objectOf(value);
  if (!held) return null;
  const agree = held['agree'] === true;
  const said = STANCES.find((each) => each === held['stance']);
  return { agree, stance: said ?? (agree ? 'agree' : 'disagree'), text: textOf(held, 'text') };
}

export function readComment(value: Json): string | null {
  const held = objectOf(value);
  const text = held ? textOf(held, 'text') : '';
  return text === '' ? null : text;
}

export function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

export function textOf(held: JsonObject, key: string): string {
  const given = held[key];
  return typeof given === 'string' ? given : '';
}

function numberOf(held: JsonObject, key: string): number | null {
  const given = held[key];
  return typeof given === 'number' ? given : null;
}

type Beside = 'baseline' | 'judged' | 'reason';

function filled(key: Beside, held: JsonObject): Readonly<Partial<Record<Beside, string>>> {
  const given = held[key];
  const text = typeof given === 'number' ? String(given) : given;
  return typeof text === 'string' && text !== '' ? { [key]: text } : {};
}

function mapped<K extends string>(keys: readonly K[], each: (key: K) => string): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, each(key)])) as Record<K, string>;
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}
