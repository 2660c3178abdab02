/** The live score: the twin engine over what the visit says now. */

import type { Visit } from '../api/shapes';
import { today } from '../core/clock';
import type { Layer } from '../entries/entry';
import type { Checklist, Item, ReasonFor } from '../form/definition';
import type { Language } from '../form/phrases';
import { explain, gapNeedsReason, type Explanation, type ItemScore } from '../form/scoring';
import { answersOf, proofOf } from './answers';
import type { Current } from './current';

export interface Scores {
  readonly team: Explanation;
  readonly self: Explanation | null;
  readonly items: ReadonlyMap<string, ItemScore>;
  readonly selfItems: ReadonlyMap<string, ItemScore>;
}

export function scoresOf(
  checklist: Checklist,
  current: Current,
  visit: Visit,
  language: Language,
): Scores {
  const { penalties, shows_level: levels } = visit.round;
  const shared = { targets: bare(visit.targets), language, today: today(), penalties, levels };
  const evidence = Object.fromEntries(
    [...current.items].map(([code, held]) => [code, proofOf(held)]),
  );
  const of = (layer: Layer): Explanation =>
    explain(checklist, answersOf(current, layer), { ...shared, layer, evidence });
  const team = of('team');
  const self = checklist.self_scores === false ? null : of('self');
  return { team, self, items: byCode(team), selfItems: self ? byCode(self) : new Map() };
}

/** The rule by which the team owes a reason for this item's score, or null. */
export function reasonOwed(checklist: Checklist, item: Item, scores: Scores): ReasonFor | null {
  const nothing = { earned: null, share: null };
  const self = scores.selfItems.get(item.code) ?? nothing;
  return gapNeedsReason(checklist, item, self, scores.items.get(item.code) ?? nothing);
}

/** The engine knows these three; where a target comes from is for people. */
function bare(targets: Visit['targets']): Readonly<Record<string, unknown>> {
  const pairs = Object.entries(targets).map(([code, { term, milestone, direction }]) => [
    code,
    { term, milestone, direction },
  ]);
  return Object.fromEntries(pairs) as Readonly<Record<string, unknown>>;
}

function byCode(explanation: Explanation): ReadonlyMap<string, ItemScore> {
  return new Map(explanation.items.map((each) => [each.code, each]));
}
