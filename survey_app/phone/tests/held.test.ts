import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { heldWords, wayOut } from '../src/i18n/later';
import { HELD, OWN_CODES } from '../src/i18n/held';

/** The names of the codes, and what stands by each name. */
const CATALOGUE = ['problem_codes.py', 'problem_table.py']
  .map((name) => readFileSync(`../core/${name}`, 'utf8'))
  .join('\n');

test.each(Object.entries(HELD).filter(([code]) => !OWN_CODES.includes(code)))(
  '%s has the words of the server',
  (code, { vi, en }) => {
    const name = new RegExp(`^    (\\w+) = "${code}"`, 'm').exec(CATALOGUE)?.[1] ?? '?';
    const found = CATALOGUE.slice(CATALOGUE.indexOf(`    Code.${name}: (`));

    expect([...found.matchAll(/"([^"]*)"/g)].slice(0, 2).map((each) => each[1])).toEqual([vi, en]);
  },
);

test('a code that this page does not know is shown, with the office as the way out', () => {
  expect(heldWords('something-new')).toContain('something-new');
  expect(wayOut('something-new')).toBe(wayOut('visit-closed'));
});

test.each(['constructor', '__proto__'])('%s is no code', (code) => {
  expect(heldWords(code)).toContain(code);
});
