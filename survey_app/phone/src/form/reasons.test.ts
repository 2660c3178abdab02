import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import type { Checklist, Item, ReasonFor } from './definition';
import { gapNeedsReason } from './scoring';

const ITEM: Item = { code: 'A1', kind: 'points', label: 'A1', points: 5, items: [] };

function checklist(reason_for: readonly ReasonFor[], gap_reason?: number): Checklist {
  const bones = { code: 'X', version: '1', title: 'X', sections: [], reason_for };
  return gap_reason === undefined ? bones : { ...bones, gap_reason };
}

function given(earned: string | null): { earned: string | null; share: string | null } {
  return { earned, share: earned === null ? null : String(Number(earned) / 5) };
}

test.each<[readonly ReasonFor[], string | null, string | null, ReasonFor | null]>([
  [['gap'], '5', '4', 'gap'],
  [['gap'], '4', '5', 'gap'],
  [['gap'], '5', '4.01', null],
  [['gap'], null, '0', null],
  [['gap'], '5', null, null],
  [['zero'], '5', '0', 'zero'],
  [['zero', 'full'], null, '5', 'full'],
  [['full', 'zero', 'gap'], '0', '5', 'gap'],
  [['zero'], null, '1', null],
  [[], '0', '5', null],
])('a reason is owed: %j, self %s, team %s', (rules, self, team, owed) => {
  expect(gapNeedsReason(checklist(rules), ITEM, given(self), given(team))).toBe(owed);
});

test('agreement owes no reason even where every gap counts', () => {
  expect(gapNeedsReason(checklist(['gap'], 0), ITEM, given('3'), given('3'))).toBeNull();
});

interface Vector {
  readonly name: string;
  readonly reason_for: readonly ReasonFor[];
  readonly gap_reason: string;
  readonly points: string | null;
  readonly self: string | null;
  readonly team: string | null;
  readonly share: string | null;
  readonly owed: ReasonFor | null;
}

const FILE = new URL('../../../../tests/contract/reasons/vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(FILE, 'utf-8')) as { vectors: readonly Vector[] };

test.each(vectors)('worked out by hand: $name', (vector) => {
  const points = vector.points === null ? null : Number(vector.points);
  const asked = checklist(vector.reason_for, Number(vector.gap_reason));
  const own = { earned: vector.self, share: null };
  const team = { earned: vector.team, share: vector.share };

  expect(gapNeedsReason(asked, { ...ITEM, points }, own, team)).toBe(vector.owed);
});
