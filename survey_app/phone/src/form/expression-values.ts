/** The values of an expression and how one kind is read as another: the twin of `values.py`. */

/** A calendar day by its count from 1970-01-01; NaN for what is no day. */
export interface Day {
  readonly days: number;
}

/** A list is what a reference finds: the texts of its nodes, in order. */
export type Value = string | number | boolean | Day | readonly string[];

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LOOSE_DAY = /^(\d{4})-([1-9]|\d{2})-([1-9]|\d{2})$/;
const DAY_MS = 86_400_000;
const FIRST_DAY = -719_528; // 0000-01-01
const LAST_DAY = 2_932_896; // 9999-12-31

export function isNodes(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** The value as a double; NaN where it is none. A text like 2020-11-01 counts its days. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return numberIn(value);
  if (isNodes(value)) return numberIn(value[0] ?? '');
  return value.days;
}

/** The value as text; NaN and what is no day are blank, numbers never have an exponent. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return numberText(value);
  if (isNodes(value)) return value[0] ?? '';
  return dayText(value.days);
}

/** The value as a truth: a number that is not 0 or NaN, a text that is not blank, any node. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'string' || isNodes(value)) return value.length > 0;
  if (typeof value === 'boolean') return value;
  const number = typeof value === 'number' ? value : value.days;
  return number !== 0 && !Number.isNaN(number);
}

/** The day that a text like 2020-11-1 names, or NaN. */
export function looseDay(text: string): number {
  return readDay(text, LOOSE_DAY);
}

/** The whole day, or NaN outside the years 0 to 9999, which have four digits. */
export function withinCalendar(days: number): number {
  return days >= FIRST_DAY && days < LAST_DAY + 1 ? Math.floor(days) : NaN;
}

function numberIn(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?Infinity$/.test(trimmed) || NUMBER.test(trimmed)) return Number(trimmed);
  return readDay(text, ISO_DAY);
}

function readDay(text: string, form: RegExp): number {
  const match = form.exec(text);
  if (match === null) return NaN;
  const [year = NaN, month = NaN, day = NaN] = match.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / DAY_MS : NaN;
}

function dayText(days: number): string {
  return Number.isNaN(days) ? '' : new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** The shortest digits that give the same double again, in plain notation. */
function numberText(number: number): string {
  if (Number.isNaN(number)) return '';
  const [digits = '', exponent] = String(number).split('e');
  return exponent === undefined ? digits : shifted(digits, Number(exponent));
}

/** Digits with an exponent as plain digits: 1.5 and -7 is 0.00000015. */
function shifted(signed: string, exponent: number): string {
  const sign = signed.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = signed.slice(sign.length).split('.');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(exponent, '0');
}
