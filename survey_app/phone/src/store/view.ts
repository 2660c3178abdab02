/** What the screens of a visit show, derived from its log and kept until the log changes. */

import { computed } from '@preact/signals';
import { brokenOf, chaptersOf, wholeProgressOf, type Chapter } from '../visit/progress';
import { scoresOf, type Scores } from '../visit/scores';
import { gapsOf, type Gap } from '../visit/check';
import { language } from './phone';
import { GENERAL } from './route';
import { current, open } from './visit';

let asked: readonly Chapter[] = [];
/** The sections that are asked now; the same ones as before where no answer changed which. */
export const chapters = computed<readonly Chapter[]>(() => {
  const held = open.value;
  if (!held?.checklist) return [];
  const found = chaptersOf(held.checklist, current.value, held.visit, GENERAL);
  asked = isSame(asked, found) ? asked : found;
  return asked;
});

export const scores = computed<Scores | null>(() => {
  const held = open.value;
  if (!held?.checklist) return null;
  return scoresOf(held.checklist, current.value, held.visit, language.value);
});

export const wholeProgress = computed(() => wholeProgressOf(chapters.value, current.value));

/** Items whose answer breaks the checklist's constraint. */
export const broken = computed<ReadonlySet<string>>(() => {
  const checklist = open.value?.checklist;
  if (!checklist) return new Set();
  return brokenOf(checklist, chapters.value, current.value);
});

export const gaps = computed<readonly Gap[]>(() => {
  const [held, found] = [open.value, scores.value];
  if (!held?.checklist || !found) return [];
  const { visit, checklist } = held;
  const subject = { visit, checklist, current: current.value, scores: found };
  return gapsOf({ ...subject, broken: broken.value }, chapters.value);
});

/** Items are the checklist's own objects: the same ones in the same order are the same sections. */
function isSame(one: readonly Chapter[], other: readonly Chapter[]): boolean {
  const items = (list: readonly Chapter[]): readonly unknown[] =>
    list.flatMap((chapter) => [chapter.section, ...chapter.items]);
  const [left, right] = [items(one), items(other)];
  return left.length === right.length && left.every((each, at) => each === right[at]);
}
