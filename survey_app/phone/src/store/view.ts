/** What the screens of a visit show, derived from its log and kept until the log changes. */

import { computed } from '@preact/signals';
import { brokenOf, chaptersOf, wholeProgressOf, type Chapter } from '../visit/progress';
import { scoresOf, type Scores } from '../visit/scores';
import { gapsOf, type Gap } from '../visit/check';
import { language } from './phone';
import { GENERAL } from './route';
import { current, open } from './visit';

export const chapters = computed<readonly Chapter[]>(() => {
  const held = open.value;
  if (!held?.checklist) return [];
  return chaptersOf(held.checklist, current.value, held.visit, GENERAL);
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
