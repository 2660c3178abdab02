import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { checkAnswer, checkTarget, InvalidAnswer } from './answers';
import type { Answer } from './answers';
import type { Item } from './definition';
import { words } from './wire';

interface Vector {
  readonly item: string;
  readonly answer?: unknown;
  readonly target?: unknown;
  readonly taken?: unknown;
  readonly refused?: string;
}
interface Held {
  readonly items: Readonly<Record<string, Item>>;
  readonly answers: readonly Vector[];
  readonly targets: readonly Vector[];
}

const FILE = new URL('../../../../tests/contract/answers/vectors.json', import.meta.url);
const held = JSON.parse(readFileSync(FILE, 'utf-8')) as Held;

function itemOf({ item }: Vector): Item {
  const found = held.items[item];
  if (!found) throw new Error(`no item ${item}`);
  return found;
}

function outcome(check: () => unknown): unknown {
  try {
    return { taken: check() };
  } catch (error) {
    if (error instanceof InvalidAnswer) return { refused: error.code };
    throw error;
  }
}

function wanted({ taken, refused }: Vector): unknown {
  return refused === undefined ? { taken } : { refused };
}

function shown({ value, notApplicable, judged, reason, baseline, ability }: Answer): unknown {
  const said = { value, not_applicable: notApplicable, judged, reason, baseline };
  return ability ? { ...said, ability } : said;
}

test.each(held.answers)('an answer is taken or refused alike: $item $answer', (vector) => {
  const said = outcome(() => shown(checkAnswer(itemOf(vector), vector.answer)));

  expect(said).toEqual(wanted(vector));
});

test.each(held.targets)('a target is taken or refused alike: $item $target', (vector) => {
  const said = outcome(() => checkTarget(held.items[vector.item], vector.target));

  expect(said).toEqual(wanted(vector));
});

test.each([
  [1e-7, '0.0000001'],
  [1.5e-7, '0.00000015'],
  [123456789012345, '123456789012345'],
  [-0, '0'],
])('a number that JavaScript writes its own way: %d', (value, plain) => {
  const indicator: Item = { code: 'C2', kind: 'indicator', label: 'C2', points: 5, items: [] };

  expect(checkAnswer(indicator, { value }).value).toBe(plain);
});

test.each([NaN, Infinity, 1e21, 1e-13])('a number that is none, or too long: %d', (value) => {
  const indicator: Item = { code: 'C2', kind: 'indicator', label: 'C2', points: 5, items: [] };

  expect(() => checkAnswer(indicator, { value })).toThrow(InvalidAnswer);
});

test('a refusal speaks both languages', () => {
  const refusal = new InvalidAnswer('scale_level', { top: 4 });

  expect(refusal.sentence('vi')).toBe('mức phải là số nguyên từ 0 đến 4');
  expect(refusal.sentence('en')).toBe('the level must be a whole number from 0 to 4');
});

test('twenty thousand letters are taken, one more is not', () => {
  expect(words('đ'.repeat(20_000))).toHaveLength(20_000);
  expect(() => words('đ'.repeat(20_001))).toThrow(InvalidAnswer);
});
