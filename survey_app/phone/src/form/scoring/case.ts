/** Everything one score is computed from, read and checked once: the twin of `case.py`. */

import { BLANK, checkAnswer, checkTarget, InvalidAnswer } from '../answers';
import type { Ability, Answer, Target } from '../answers';
import { answerable } from '../definition';
import type { Checklist, Evidence, Item, Section } from '../definition';
import type { Rational } from '../rational';
import type { Flag, Role, State } from './explanation';
import type { Words } from './words';

export type EvidenceCounts = Readonly<
  Record<string, { readonly documents?: number; readonly photos?: number }>
>;

export interface Case {
  readonly checklist: Checklist;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly invalid: ReadonlyMap<string, InvalidAnswer>;
  readonly targets: ReadonlyMap<string, Target>;
  /** The items that the checklist's conditions ask for. */
  readonly relevant: ReadonlySet<string>;
  readonly penaltiesOn: boolean;
  /** null: nobody has looked at the evidence. */
  readonly evidence: EvidenceCounts | null;
  readonly words: Words;
}

/** One row of the score, still exact. */
export interface Row {
  readonly code: string;
  readonly role: Role;
  readonly parent: string | null;
  readonly isParent: boolean;
  readonly points: Rational | null;
  readonly share: Rational | null;
  readonly earned: Rational | null;
  readonly state: State;
  readonly why: string;
  readonly flags: readonly Flag[];
  readonly ruleEarned: Rational | null;
  readonly judged: Rational | null;
  readonly ability: Ability | null;
}

const PROOFS: Readonly<Record<Evidence, readonly ('documents' | 'photos')[]>> = {
  none: [],
  document: ['documents'],
  photo: ['photos'],
  either: ['documents', 'photos'],
};

/** The answer of an item; a blank one where there is none that can be taken. */
export function answerOf(found: Case, item: Item): Answer {
  return found.answers.get(item.code) ?? BLANK;
}

/** Whether required evidence was looked for and not found. */
export function lacksEvidence(found: Case, item: Item): boolean {
  const proofs = PROOFS[item.evidence ?? 'none'];
  if (found.evidence === null || proofs.length === 0) return false;
  const held = found.evidence[item.code] ?? {};
  return !proofs.some((sort) => (held[sort] ?? 0) > 0);
}

/** Where the points of an item go; bonus and penalty items are never part of the base. */
export function roleOf(section: Section, item: Item): Role {
  const kinds: readonly string[] = [section.kind, item.kind];
  if (kinds.includes('penalty')) return 'penalty';
  return kinds.includes('bonus') ? 'bonus' : 'base';
}

export interface Checked {
  readonly taken: ReadonlyMap<string, Answer>;
  readonly invalid: ReadonlyMap<string, InvalidAnswer>;
}

/** The answers that can be taken and, by code, why the others cannot; null is a withdrawal. */
export function checkAnswers(
  checklist: Checklist,
  answers: Readonly<Record<string, unknown>>,
): Checked {
  const taken = new Map<string, Answer>();
  const invalid = new Map<string, InvalidAnswer>();
  for (const item of said(checklist, answers)) {
    const answer = attempt(() => checkAnswer(item, answers[item.code]));
    if (answer instanceof InvalidAnswer) invalid.set(item.code, answer);
    else taken.set(item.code, answer);
  }
  return { taken, invalid };
}

/** The targets that can be taken; an indicator whose target cannot has none. */
export function checkTargets(
  checklist: Checklist,
  targets: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Target> {
  const taken = new Map<string, Target>();
  for (const item of said(checklist, targets)) {
    const target = attempt(() => checkTarget(item, targets[item.code]));
    if (!(target instanceof InvalidAnswer)) taken.set(item.code, target);
  }
  return taken;
}

/** The items of which something is held; an item may well be called "constructor". */
function said(checklist: Checklist, held: Readonly<Record<string, unknown>>): readonly Item[] {
  const own = new Map(Object.entries(held));
  return answerable(checklist).filter((item) => (own.get(item.code) ?? null) !== null);
}

function attempt<T>(check: () => T): T | InvalidAnswer {
  try {
    return check();
  } catch (error) {
    if (error instanceof InvalidAnswer) return error;
    throw error;
  }
}
