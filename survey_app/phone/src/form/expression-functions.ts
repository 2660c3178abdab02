/** What each operator and function makes of its arguments: the twin of `functions.py`. Total. */

import {
  isNodes,
  looseDay,
  toBoolean,
  toNumber,
  toText,
  withinCalendar,
  type Value,
} from './expression-values';

type Arguments = readonly Value[];
type Function = (values: Arguments) => Value;

const BLANKS = /[ \t\r\n]+/;
const OUTER_BLANKS = /^[ \t\r\n]+|[ \t\r\n]+$/g;

const at = (values: Arguments, n: number): Value => values[n] ?? '';
const number = (values: Arguments, n = 0): number => toNumber(at(values, n));
const text = (values: Arguments, n = 0): string => toText(at(values, n));
const truth = (values: Arguments, n = 0): boolean => toBoolean(at(values, n));
const trimmed = (given: string): string => given.replace(OUTER_BLANKS, '');
const eachOf = (value: Value): readonly Value[] => (isNodes(value) ? value : [value]);

function same(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return toBoolean(left) === toBoolean(right);
  }
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  return toNumber(left) === toNumber(right);
}

/** Whether the test holds for some node of the one and some node of the other. */
function some(values: Arguments, test: (left: Value, right: Value) => boolean): boolean {
  const [left, right] = [at(values, 0), at(values, 1)];
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return test(toBoolean(left), toBoolean(right));
  }
  return eachOf(left).some((a) => eachOf(right).some((b) => test(a, b)));
}

/** Comparing by size compares numbers (days count as such), node by node. */
const ordered =
  (test: (left: number, right: number) => boolean): Function =>
  (values) =>
    eachOf(at(values, 0)).some((a) =>
      eachOf(at(values, 1)).some((b) => test(toNumber(a), toNumber(b))),
    );

const arithmetic =
  (compute: (left: number, right: number) => number): Function =>
  (values) =>
    compute(number(values), number(values, 1));

const ofNumber =
  (compute: (given: number) => number): Function =>
  (values) =>
    compute(number(values));

/** Halves go away from zero: round(-2.5) is -3. */
function round(values: Arguments): number {
  const given = number(values);
  const multiplier = Number(`1e${values.length > 1 ? number(values, 1) : 0}`);
  const rounded = Math.round(Math.abs(given) * multiplier) / multiplier;
  return given < 0 ? -rounded : rounded;
}

/** A blank row adds nothing; a text that is no number makes the sum NaN. */
function sum(values: Arguments): number {
  return eachOf(at(values, 0))
    .filter((each) => trimmed(toText(each)) !== '')
    .reduce((total: number, each) => total + toNumber(each), 0);
}

const extreme =
  (choose: (...numbers: number[]) => number): Function =>
  (values) => {
    const numbers = values.flatMap(eachOf).map(toNumber);
    return numbers.length > 0 ? choose(...numbers) : NaN;
  };

const choices = (value: Value): readonly string[] => trimmed(toText(value)).split(BLANKS);

function substr(values: Arguments): string {
  const given = text(values);
  const bounds = values.slice(1).map((each) => parseInt(toText(each), 10));
  const [start = NaN, end = given.length] = bounds;
  return Number.isNaN(start) || Number.isNaN(end) ? '' : given.slice(start, end);
}

function toDay(values: Arguments): Value {
  const value = at(values, 0);
  if (typeof value === 'boolean') return '';
  if (typeof value === 'string' || isNodes(value)) {
    const given = toText(value);
    return given === '' ? '' : { days: looseDay(given) };
  }
  return { days: withinCalendar(toNumber(value)) };
}

export const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['or', (v) => truth(v) || truth(v, 1)],
  ['and', (v) => truth(v) && truth(v, 1)],
  ['=', (v) => some(v, same)],
  ['!=', (v) => some(v, (a, b) => !same(a, b))],
  ['<', ordered((a, b) => a < b)],
  ['<=', ordered((a, b) => a <= b)],
  ['>', ordered((a, b) => a > b)],
  ['>=', ordered((a, b) => a >= b)],
  ['+', arithmetic((a, b) => a + b)],
  ['-', arithmetic((a, b) => a - b)],
  ['*', arithmetic((a, b) => a * b)],
  ['div', arithmetic((a, b) => a / b)],
  ['mod', arithmetic((a, b) => a % b)],
  ['negate', ofNumber((a) => -a)],
  ['abs', ofNumber(Math.abs)],
  ['boolean', (v) => truth(v)],
  ['ceiling', ofNumber(Math.ceil)],
  ['coalesce', (v) => text(v) || text(v, 1)],
  ['concat', (v) => v.flatMap(eachOf).map(toText).join('')],
  ['contains', (v) => text(v).includes(text(v, 1))],
  ['count', (v) => eachOf(at(v, 0)).length],
  ['count-selected', (v) => choices(at(v, 0)).filter((each) => each !== '').length],
  ['date', toDay],
  ['ends-with', (v) => text(v).endsWith(text(v, 1))],
  ['false', () => false],
  ['floor', ofNumber(Math.floor)],
  ['if', (v) => at(v, truth(v) ? 1 : 2)],
  ['int', ofNumber(Math.trunc)],
  ['max', extreme(Math.max)],
  ['min', extreme(Math.min)],
  ['not', (v) => !truth(v)],
  ['number', (v) => number(v)],
  ['round', round],
  ['selected', (v) => choices(at(v, 0)).includes(trimmed(text(v, 1)))],
  ['starts-with', (v) => text(v).startsWith(text(v, 1))],
  ['string', (v) => text(v)],
  ['string-length', (v) => text(v).length],
  ['substr', substr],
  ['sum', sum],
  ['true', () => true],
]);
