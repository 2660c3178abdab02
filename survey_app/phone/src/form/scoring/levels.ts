/**
 * The level of implementation: by score, then held down by the checklist's conditions, in their
 * order, each from the level the one before it left. Twin of `levels.py`.
 */

import { checkValue, InvalidAnswer, isTable } from '../answers';
import type { Value } from '../answers';
import { findItem } from '../definition';
import type { Condition, ConditionKind, Threshold } from '../definition';
import { exact, HUNDRED, less, over, times } from '../rational';
import type { Rational } from '../rational';
import { answerOf } from './case';
import type { Case } from './case';
import type { ConditionResult, Levels } from './explanation';
import type { Scored } from './sections';
import type { Words } from './words';

/** The cap of a condition that replaces the level: nothing can be concluded yet. */
const INCONCLUSIVE = 'inconclusive';

/** Where a visit stands: a place among the thresholds, or nothing to conclude. */
interface Standing {
  readonly place: number | null;
  readonly code: string | null;
  readonly label: string | null;
}

type Verdict = readonly [holds: boolean, why: string];
type Ladder = readonly Threshold[];

const NOWHERE: Standing = { place: null, code: null, label: null };

/** Both levels and what each condition did; none without a total or without thresholds. */
export function levelsOf(found: Case, sections: readonly Scored[], total: Rational | null): Levels {
  const { checklist, words } = found;
  const ladder = [...(checklist.thresholds ?? [])].sort((a, b) => a.total_from - b.total_from);
  const reached = ladder.filter((step) => total && !less(total, exact(step.total_from)));
  const start = standing(ladder, reached.length - 1, words);
  let now = start;
  const conditions: ConditionResult[] = [];
  for (const condition of checklist.conditions ?? []) {
    const verdict = HOLDS[condition.kind](found, sections, condition);
    const after = verdict[0] ? lowered(ladder, now, condition, words) : now;
    conditions.push(resultOf(condition, verdict, now, after, words));
    now = after;
  }
  return {
    level: now.label,
    level_code: now.code,
    level_by_score: start.label,
    level_by_score_code: start.code,
    conditions,
  };
}

function resultOf(
  condition: Condition,
  [applied, why]: Verdict,
  before: Standing,
  after: Standing,
  words: Words,
): ConditionResult {
  return {
    code: condition.code,
    label: words.text(condition.label, condition.label_en),
    applied,
    lowered: before.label !== after.label,
    cap: condition.cap === '' ? null : (condition.cap ?? null),
    before: before.label,
    after: after.label,
    why,
  };
}

function standing(ladder: Ladder, place: number, words: Words): Standing {
  const step = ladder[place];
  return step ? { place, code: step.code, label: words.text(step.label, step.label_en) } : NOWHERE;
}

function lowered(ladder: Ladder, now: Standing, condition: Condition, words: Words): Standing {
  if (now.place === null) return now;
  if (condition.cap === INCONCLUSIVE) {
    const label = words.text(condition.label, condition.label_en);
    return { place: null, code: INCONCLUSIVE, label };
  }
  let highest = condition.cap ? now.place : Math.max(now.place - 1, 0);
  ladder.forEach((step, place) => {
    if (step.code === condition.cap) highest = place;
  });
  return standing(ladder, Math.min(now.place, highest), words);
}

function itemEquals(found: Case, _sections: readonly Scored[], condition: Condition): Verdict {
  const { item = '', value = '' } = condition;
  const { say } = found.words;
  const shown = value === 'yes' || value === 'no' ? say(value) : value;
  const holds = answeredWith(found, item, value);
  return [holds, say(holds ? 'item_is' : 'item_is_not', { item, value: shown })];
}

function answeredWith(found: Case, code: string, value: string): boolean {
  const item = findItem(found.checklist, code);
  if (!item || !found.relevant.has(code)) return false;
  const answered = bare(answerOf(found, item).value);
  if (answered === null) return false;
  try {
    return answered === bare(checkValue(item, value));
  } catch (error) {
    if (error instanceof InvalidAnswer) return false;
    throw error;
  }
}

const bare = (value: Value | null): Value | null => (isTable(value) ? value.level : value);

function sectionBelow(found: Case, sections: readonly Scored[], condition: Condition): Verdict {
  const { percent: toPercent, say } = found.words;
  const percent = exact(condition.percent ?? 0);
  const named = condition.sections ?? [];
  const below = sections.flatMap((each) => {
    const { code } = each.section;
    const share = baseShare(each);
    const concerned = named.length === 0 || named.includes(code);
    if (!concerned || !share || !less(times(share, HUNDRED), percent)) return [];
    return [say('section_share', { section: code, share: toPercent(share) })];
  });
  const bound = toPercent(over(percent, HUNDRED));
  return below.length > 0
    ? [true, say('sections_below', { sections: below.join(', '), percent: bound })]
    : [false, say('sections_not_below', { percent: bound })];
}

function baseShare({ section, score, points }: Scored): Rational | null {
  if (section.kind !== 'base' || score === null || !points || points.n === 0n) return null;
  return over(score, points);
}

function evidenceMissing(found: Case, sections: readonly Scored[]): Verdict {
  const { say } = found.words;
  if (found.evidence === null) return [false, say('evidence_unknown')];
  const rows = sections.flatMap((each) => each.rows);
  const missing = rows.filter((row) => row.flags.includes('evidence_missing'));
  if (missing.length === 0) return [false, say('evidence_complete')];
  const items = missing.map((row) => row.code).join(', ');
  return [true, say('evidence_missing', { items })];
}

function penaltyApplies(found: Case, sections: readonly Scored[], condition: Condition): Verdict {
  const { say } = found.words;
  if (!found.penaltiesOn) return [false, say('penalties_off')];
  const rows = sections.flatMap((each) => each.rows);
  const applied = rows.filter(
    (row) =>
      row.role === 'penalty' &&
      !row.isParent &&
      (row.earned?.n ?? 0n) !== 0n &&
      (!condition.item || condition.item === row.code),
  );
  if (applied.length === 0) return [false, say('penalty_none')];
  return [true, say('penalty_applies', { items: applied.map((row) => row.code).join(', ') })];
}

type Holds = (found: Case, sections: readonly Scored[], condition: Condition) => Verdict;

const HOLDS: Readonly<Record<ConditionKind, Holds>> = {
  item_equals: itemEquals,
  section_below: sectionBelow,
  evidence_missing: evidenceMissing,
  penalty_applies: penaltyApplies,
};
