/**
 * `explain`: a checklist and answers -> points, explained. The twin of `forms/scoring/`; both give
 * the same JSON for every vector in `tests/contract/scoring/`.
 */

import type { Checklist } from './definition';
import type { Language } from './phrases';
import { plain, shown } from './rational';
import { relevantCodes } from './relevance';
import { checkAnswers, checkTargets } from './scoring/case';
import type { Case, EvidenceCounts, Row } from './scoring/case';
import { ENGINE_VERSION } from './scoring/explanation';
import type { Explanation, ItemScore, SectionScore, Totals } from './scoring/explanation';
import { levelsOf } from './scoring/levels';
import { addUp, canBeCounted, leafRows, scoreSection } from './scoring/sections';
import type { Scored, Sums } from './scoring/sections';
import { wordsIn } from './scoring/words';

export { ENGINE_VERSION } from './scoring/explanation';
export type * from './scoring/explanation';
export type { EvidenceCounts } from './scoring/case';
export { canBeScored } from './scoring/leaves';
export { gapNeedsReason } from './scoring/reasons';

/** What a score may be told beside the answers; everything has a default. */
export interface Options {
  /** Targets by item code, as they come from the server. */
  readonly targets?: Readonly<Record<string, unknown>>;
  /** Only repeated in the result; default `team`. */
  readonly layer?: string;
  /** Penalties on or off for the round; default: as the checklist says. */
  readonly penalties?: boolean | null;
  /** Levels on or off for the round; default on. */
  readonly levels?: boolean;
  /** Documents and photos by item code; default null: nobody has looked. */
  readonly evidence?: EvidenceCounts | null;
  /** The day, for conditions that ask for it, as `2020-11-22`. */
  readonly today?: string | null;
  /** Default `vi`. */
  readonly language?: Language;
  /** The name of the checklist's content; the phone knows it from the ETag. */
  readonly contentHash?: string;
}

/** The score of one layer and how it came about; answers in their wire form, by item code. */
export function explain(
  checklist: Checklist,
  answers: Readonly<Record<string, unknown>>,
  options: Options = {},
): Explanation {
  const found = caseOf(checklist, answers, options);
  const scored = checklist.sections.map((section) => scoreSection(found, section));
  const sums = addUp(found, scored);
  const sections = scored.map((each) => sectionJson(each, found));
  return {
    engine: ENGINE_VERSION,
    checklist: {
      code: checklist.code,
      version: checklist.version,
      content_hash: options.contentHash ?? '',
    },
    layer: options.layer ?? 'team',
    penalties: found.penaltiesOn,
    ...totalsJson(sums),
    ...levelsOf(found, scored, sums.total.value),
    scored: count(scored, (row) => row.state === 'scored'),
    scorable: count(scored, canBeCounted),
    sections,
    items: sections.flatMap((section) => section.items),
  };
}

function caseOf(
  checklist: Checklist,
  answers: Readonly<Record<string, unknown>>,
  options: Options,
): Case {
  const { taken, invalid } = checkAnswers(checklist, answers);
  return {
    checklist: options.levels === false ? { ...checklist, thresholds: [] } : checklist,
    answers: taken,
    invalid,
    targets: checkTargets(checklist, options.targets ?? {}),
    relevant: relevantCodes(checklist, answers, options.today ?? null),
    penaltiesOn: options.penalties ?? checklist.penalties ?? false,
    evidence: options.evidence ?? null,
    words: wordsIn(options.language ?? 'vi'),
  };
}

function count(scored: readonly Scored[], asked: (row: Row) => boolean): number {
  const rows = scored.flatMap((each) => leafRows(each.rows));
  return rows.filter((row) => row.role === 'base' && asked(row)).length;
}

function totalsJson({ total, base, bonus, penalty }: Sums): Totals {
  return {
    total: plain(total.value),
    total_shown: shown(total.value),
    total_line: total.line,
    base: plain(base.value),
    base_shown: shown(base.value),
    base_line: base.line,
    bonus: plain(bonus.value),
    bonus_shown: shown(bonus.value),
    bonus_line: bonus.line,
    penalty: plain(penalty.value),
    penalty_shown: shown(penalty.value),
    penalty_line: penalty.line,
  };
}

function sectionJson(scored: Scored, { words }: Case): SectionScore {
  const { section } = scored;
  return {
    code: section.code,
    title: words.text(section.title, section.title_en),
    kind: section.kind,
    points: plain(scored.points),
    score: plain(scored.score),
    score_shown: shown(scored.score),
    earned: plain(scored.earned),
    earned_shown: shown(scored.earned),
    possible: plain(scored.possible),
    line: scored.line,
    items: scored.rows.map(itemJson),
  };
}

function itemJson(row: Row): ItemScore {
  const score: ItemScore = {
    code: row.code,
    parent: row.parent,
    points: plain(row.points),
    share: plain(row.share),
    earned: plain(row.earned),
    earned_shown: shown(row.earned),
    state: row.state,
    why: row.why,
    flags: row.flags,
  };
  return {
    ...score,
    ...(row.judged && { rule_earned: plain(row.ruleEarned), judged: plain(row.judged) }),
    ...(row.ability && { ability: row.ability }),
  };
}
