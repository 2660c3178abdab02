/** How far a visit has come: which items are asked, answered, returned; what each section says. */

import type { Returned, Visit } from '../api/shapes';
import { today } from '../core/clock';
import type { Logged } from '../entries/entry';
import { readAnswer } from '../entries/values';
import { leaves, type Checklist, type Item, type Section } from '../form/definition';
import { constraintBroken, relevantCodes } from '../form/relevance';
import { answerOf, answersOf, isAnswered } from './answers';
import { stateOfItem, type Current, type ItemState } from './current';

/** A section as the screen goes through it; the first one may be about the visit itself. */
export interface Chapter {
  readonly code: string;
  /** null: about the visit itself. */
  readonly section: Section | null;
  /** The items that are asked, sub-items instead of their parents. */
  readonly items: readonly Item[];
}

export type ChapterState = 'not_started' | 'in_progress' | 'complete' | 'returned' | 'corrected';

export interface Progress {
  readonly answered: number;
  readonly total: number;
}

/** The sections that are asked now; `general` names the one about the visit itself. */
export function chaptersOf(
  checklist: Checklist,
  current: Current,
  visit: Visit,
  general: string,
): readonly Chapter[] {
  const asked = relevantCodes(checklist, answersOf(current, 'team'), today());
  const penalties = visit.round.penalties ?? checklist.penalties === true;
  const isOn = (item: Item): boolean => item.kind !== 'penalty' || penalties;
  const chapter = (code: string, section: Section | null, items: readonly Item[]): Chapter => ({
    code,
    section,
    items: items.flatMap(leaves).filter((item) => asked.has(item.code) && isOn(item)),
  });
  return [
    chapter(general, null, checklist.general ?? []),
    ...checklist.sections.map((section) => chapter(section.code, section, section.items)),
  ].filter((each) => each.items.length > 0);
}

/** The items whose answer breaks a constraint of the checklist. */
export function brokenOf(
  checklist: Checklist,
  chapters: readonly Chapter[],
  current: Current,
): ReadonlySet<string> {
  const answers = answersOf(current, 'team');
  const items = chapters.flatMap((chapter) => chapter.items).filter((item) => item.constraint);
  return new Set(
    items
      .filter((item) => constraintBroken(checklist, item, answers, today()))
      .map((item) => item.code),
  );
}

/**
 * n of N of the visit, as the server counts: the items of the sections. General information,
 * bonus and penalty stand apart.
 */
export function wholeProgressOf(chapters: readonly Chapter[], current: Current): Progress {
  const sections = chapters.filter((chapter) => chapter.section !== null);
  return countOf(sections.flatMap((chapter) => chapter.items).filter(isCounted), (item) =>
    isGiven(item, current),
  );
}

/** n of N of one section; of the general information also what the plan knows is there. */
export function chapterProgress(chapter: Chapter, current: Current, visit: Visit): Progress {
  if (chapter.section !== null) return wholeProgressOf([chapter], current);
  const isThere = (item: Item): boolean => isGiven(item, current) || knownOf(visit, item) !== null;
  return countOf(chapter.items, isThere);
}

/** What the plan of the visit says where nobody recorded anything else, or null. */
export function knownOf(visit: Visit, item: Item): string | null {
  return visit.prefill[item.prefill ?? ''] ?? null;
}

/** Of a clash any value is enough: that there are two is told apart from this. */
function isGiven(item: Item, current: Current): boolean {
  const heads = stateOfItem(current, item.code).team?.heads ?? [];
  return heads.some((head) => isAnswered(readAnswer(head.entry.value)));
}

function countOf(items: readonly Item[], isThere: (item: Item) => boolean): Progress {
  return { answered: items.filter(isThere).length, total: items.length };
}

/** Bonus and penalty are given where they are due; leaving them blank is an answer. */
export function isCounted(item: Item): boolean {
  return item.kind !== 'bonus' && item.kind !== 'penalty';
}

export function chapterState(chapter: Chapter, current: Current, visit: Visit): ChapterState {
  const returned = openReturns(visit).filter((each) => holds(chapter, each));
  if (returned.some((each) => !isResponded(each, stateOfItem(current, each.item)))) {
    return 'returned';
  }
  if (returned.length > 0) return 'corrected';
  const { answered, total } = chapterProgress(chapter, current, visit);
  if (answered === total && total > 0) return 'complete';
  return chapter.items.some((item) => isTouched(stateOfItem(current, item.code)))
    ? 'in_progress'
    : 'not_started';
}

export function openReturns(visit: Visit): readonly Returned[] {
  return visit.returned.filter((each) => !each.settled);
}

export function returnOf(visit: Visit, item: string): Returned | null {
  return openReturns(visit).find((each) => each.item === item) ?? null;
}

/**
 * Whether the team has answered the return: the server says so, or this phone did it just now. As
 * on the server, the unit's own score is no answer of the team's, nor is one that was taken back.
 */
export function isResponded(returned: Returned, state: ItemState): boolean {
  if (returned.answered) return true;
  const heads = [state.team, ...state.replies].flatMap((cell) => cell?.heads ?? []);
  return heads.some((head) => head.entry.value !== null && isAfter(returned, head));
}

/** By the server's clock where it has the entry; what it has not got yet comes after all it said. */
export function isAfter(returned: Returned, head: Logged): boolean {
  const at = Date.parse(head.received ?? head.entry.made_at);
  return head.number === null || at > Date.parse(returned.at);
}

/** Whether this item may be changed now. */
export function isOpen(visit: Visit, item: string | null): boolean {
  return visit.open.all || (item !== null && visit.open.items.includes(item));
}

function holds(chapter: Chapter, returned: Returned): boolean {
  return chapter.items.some((item) => item.code === returned.item);
}

function isTouched(state: ItemState): boolean {
  return (
    isAnswered(answerOf(state)) ||
    isAnswered(answerOf(state, 'self')) ||
    [state.notes, state.photos, state.evidence, state.findings].some((cells) => cells.length > 0)
  );
}
