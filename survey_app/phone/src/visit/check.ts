/** What is missing before a visit is handed over: rules of the checklist block, the rest advises. */

import type { Visit } from '../api/shapes';
import type { Checklist, Item } from '../form/definition';
import { answerOf, isAnswered } from './answers';
import { stateOfItem, type Current, type ItemState } from './current';
import { isCounted, isOpen, isResponded, knownOf, returnOf, type Chapter } from './progress';
import { reasonOwed, type Scores } from './scores';

export type GapKind =
  | 'required'
  | 'reason'
  | 'invalid'
  | 'evidence'
  | 'returned'
  | 'clash'
  | 'unanswered'
  | 'self'
  | 'no_target'
  | 'ability'
  | 'attendees';

export interface Gap {
  readonly kind: GapKind;
  readonly blocks: boolean;
  readonly chapter: string;
  /** null: about the visit as a whole. */
  readonly item: Item | null;
}

/** Everything that the gaps of an item are found in. */
export interface Subject {
  readonly visit: Visit;
  readonly checklist: Checklist;
  readonly current: Current;
  readonly scores: Scores;
  /** Items whose answer breaks the checklist's constraint. */
  readonly broken: ReadonlySet<string>;
}

type Rule = (subject: Subject, item: Item, state: ItemState) => boolean;

const RULES: Readonly<Record<Exclude<GapKind, 'attendees'>, Rule>> = {
  required: ({ visit }, item, state) =>
    item.required === true && !isAnswered(answerOf(state)) && knownOf(visit, item) === null,
  reason: owesReason,
  invalid: (subject, item) =>
    flagged(subject.scores, item, 'invalid') || subject.broken.has(item.code),
  evidence: ({ scores }, item, state) =>
    isScoredAnswer(state) && flagged(scores, item, 'evidence_missing'),
  returned: ({ visit }, item, state) => {
    const returned = returnOf(visit, item.code);
    return returned !== null && !isResponded(returned, state);
  },
  clash: (_, __, state) =>
    [state.team, state.self].some((cell) => cell !== null && cell.heads.length > 1),
  unanswered: (_, item, state) =>
    isCounted(item) &&
    item.required !== true &&
    item.points !== null &&
    !isAnswered(answerOf(state)),
  self: ({ scores }, item, state) => (scores.self?.scored ?? 0) > 0 && lacksSelf(item, state),
  no_target: ({ scores }, item, state) =>
    isScoredAnswer(state) && flagged(scores, item, 'no_target'),
  ability: ({ scores }, item) => flagged(scores, item, 'ability_without_reason'),
};

/** In the order of the checklist, the blocks of an item before its advice. */
export function gapsOf(subject: Subject, chapters: readonly Chapter[]): readonly Gap[] {
  const gaps = chapters.flatMap((chapter) =>
    chapter.items
      .filter((item) => isOpen(subject.visit, item.code))
      .flatMap((item) => gapsOfItem(subject, chapter.code, item)),
  );
  const nobody = subject.current.visit.attendees.length === 0 && subject.visit.open.all;
  const lacking: Gap = { kind: 'attendees', blocks: false, chapter: '', item: null };
  return nobody ? [...gaps, lacking] : gaps;
}

function gapsOfItem(subject: Subject, chapter: string, item: Item): readonly Gap[] {
  const state = stateOfItem(subject.current, item.code);
  return kinds()
    .filter((kind) => RULES[kind](subject, item, state))
    .map((kind) => ({ kind, blocks: blocks(kind, subject.checklist), chapter, item }));
}

function kinds(): readonly (keyof typeof RULES)[] {
  return Object.keys(RULES) as (keyof typeof RULES)[];
}

function blocks(kind: GapKind, checklist: Checklist): boolean {
  if (kind === 'evidence') return checklist.evidence_blocks_submit === true;
  return kind === 'required' || kind === 'reason' || kind === 'invalid';
}

function owesReason({ checklist, scores }: Subject, item: Item, state: ItemState): boolean {
  const answer = answerOf(state);
  if (!answer || 'not_applicable' in answer || answer.reason) return false;
  return (
    flagged(scores, item, 'judged_without_reason') || reasonOwed(checklist, item, scores) !== null
  );
}

function isScoredAnswer(state: ItemState): boolean {
  const answer = answerOf(state);
  return isAnswered(answer) && answer !== null && !('not_applicable' in answer);
}

/** A unit that scored itself nowhere was not asked to; one that did left this one out. */
function lacksSelf(item: Item, state: ItemState): boolean {
  return item.points !== null && isCounted(item) && isScoredAnswer(state) && state.self === null;
}

function flagged(scores: Scores, item: Item, flag: string): boolean {
  return scores.items.get(item.code)?.flags.some((each) => each === flag) ?? false;
}
