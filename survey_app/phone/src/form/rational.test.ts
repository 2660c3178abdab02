import { expect, test } from 'vitest';

import { brief, exact, over, plain, rational, shown, total } from './rational';
import type { Rational } from './rational';

const third = rational(1n, 3n);

test.each<[Rational, string, string, string]>([
  [exact(95), '95', '95,00', '95'],
  [exact('4.62'), '4.62', '4,62', '4.62'],
  [exact(0.1), '0.1', '0,10', '0.1'],
  [exact(1e-7), '0.0000001', '0,00', '0'],
  [exact(1e21), `1${'0'.repeat(21)}`, `1${'0'.repeat(21)},00`, `1${'0'.repeat(21)}`],
  [third, '0.333333', '0,33', '0.33'],
  [rational(2n, 3n), '0.666667', '0,67', '0.67'],
  [exact('12.345'), '12.345', '12,35', '12.345'],
  [exact('0.005'), '0.005', '0,01', '0.005'],
  [exact('99.995'), '99.995', '100,00', '99.995'],
  [over(exact(1), exact(1024)), '0.0009765625', '0,00', '0'],
  [exact('-8.75'), '-8.75', '-8,75', '-8.75'],
  [exact('-0.001'), '-0.001', '0,00', '-0.001'],
])('a figure is written exactly, on paper and in a line', (value, unrounded, paper, line) => {
  expect([plain(value), shown(value), brief(value)]).toEqual([unrounded, paper, line]);
});

test('no figure is none', () => {
  expect([plain(null), shown(null)]).toEqual([null, null]);
});

test('three thirds are one, and ten tenths', () => {
  expect(total([third, third, third])).toEqual(exact(1));
  expect(total(Array.from({ length: 10 }, () => exact(0.1)))).toEqual(exact(1));
});
