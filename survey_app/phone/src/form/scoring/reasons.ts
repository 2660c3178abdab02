/** Where the team owes a reason beside its score. Twin of `reasons.py`. */

import type { Checklist, Item, ReasonFor } from '../definition';
import { DEFAULTS } from '../definition';
import { exact, less, minus, times, ZERO } from '../rational';

const RULES: readonly ReasonFor[] = ['gap', 'zero', 'full'];

/** What one layer scored on an item, in points and as a share; null: not scored. */
export interface Given {
  readonly earned: string | null;
  readonly share: string | null;
}

/** The first rule of the checklist that asks the team for a reason, or null. */
export function gapNeedsReason(
  checklist: Checklist,
  item: Item,
  self: Given,
  team: Given,
): ReasonFor | null {
  if (team.earned === null || !item.points) return null;
  const asked = checklist.reason_for ?? [];
  const owed: Readonly<Record<ReasonFor, boolean>> = {
    gap: isGap(checklist, item.points, self.earned, team.earned),
    zero: team.share === '0',
    full: team.share === '1',
  };
  return RULES.find((rule) => asked.includes(rule) && owed[rule]) ?? null;
}

function isGap(checklist: Checklist, points: number, self: string | null, team: string): boolean {
  if (self === null) return false;
  const difference = minus(exact(team), exact(self));
  const gap = difference.n < 0n ? minus(ZERO, difference) : difference;
  const from = times(exact(checklist.gap_reason ?? DEFAULTS.gap_reason), exact(points));
  return gap.n > 0n && !less(gap, from);
}
