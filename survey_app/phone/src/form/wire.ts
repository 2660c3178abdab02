/**
 * Numbers and words as they come in: read strictly, tidied once, refused by name.
 * The twin of `forms/wire.py`; both give the same value, or the same code.
 */

import { InvalidAnswer } from './refusals';

const TEXT_LIMIT = 20_000;
const WHOLE_DIGITS = 15;
const DECIMALS = 12;
const NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,12})?$/;
const DIGITS = /^-?[0-9]+(\.[0-9]+)?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

// Spelled out because Python and JavaScript strip different sets.
const BLANK = '[ \\t\\n\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]';
const ENDS = new RegExp(`^${BLANK}+|${BLANK}+$`, 'g');
// Word pastes vertical tabs and page breaks for new lines; other control characters mean nothing.
const LINE_ENDS = /\r\n?|\v|\f/g;
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f]/g;
const HALVES = /[\ud800-\udfff]/u;

export type Json = Readonly<Record<string, unknown>>;

/** Text in NFC with its ends trimmed, at most `limit` characters. */
export function words(raw: unknown, limit: number = TEXT_LIMIT): string {
  if (typeof raw !== 'string') throw new InvalidAnswer('text_type');
  if (HALVES.test(raw)) throw new InvalidAnswer('text_broken');
  const tidy = trimmed(raw.replace(LINE_ENDS, '\n').replace(CONTROLS, '').normalize('NFC'));
  if (Array.from(tidy).length > limit) throw new InvalidAnswer('text_length', { limit });
  return tidy;
}

/** The plain spelling of a finite number: at most 15 digits before and 12 after the point. */
export function signedNumber(raw: unknown): string {
  const spelled = spelledOut(raw);
  if (!DIGITS.test(spelled)) throw new InvalidAnswer('number_form');
  if (!NUMBER.test(spelled)) {
    throw new InvalidAnswer('number_size', { whole: WHOLE_DIGITS, decimals: DECIMALS });
  }
  return normal(spelled);
}

/** A number that is not negative. */
export function number(raw: unknown): string {
  const value = signedNumber(raw);
  if (value.startsWith('-')) throw new InvalidAnswer('number_negative');
  return value;
}

/** An integer, or text that says one; it may be negative. */
export function wholeNumber(raw: unknown): number {
  const value = signedNumber(raw);
  if (value.includes('.')) throw new InvalidAnswer('number_whole');
  return Number(value);
}

/** A day of the calendar as `2020-11-22`. */
export function day(raw: unknown): string {
  const spelled = words(raw);
  const [, year = '', month = '', date = ''] = DAY.exec(spelled) ?? [];
  const found = new Date(`${spelled}T00:00:00Z`);
  const real = year > '0000' && found.getUTCMonth() + 1 === Number(month);
  if (!real || found.getUTCDate() !== Number(date)) throw new InvalidAnswer('day_form');
  return spelled;
}

/** Whether nothing was said: null, no words, no rows. */
export function isBlank(raw: unknown): boolean {
  if (raw === null || raw === undefined) return true;
  if (Array.isArray(raw)) return raw.length === 0;
  return typeof raw === 'string' && trimmed(raw) === '';
}

export function isObject(raw: unknown): raw is Json {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

const trimmed = (text: string): string => text.replace(ENDS, '');

/** Without needless noughts: 007.50 is 7.5, and -0 is 0. */
function normal(spelled: string): string {
  const short = spelled.replace(/^(-?)0+(?=\d)/, '$1');
  const bare = short.includes('.') ? short.replace(/\.?0+$/, '') : short;
  return bare === '-0' ? '0' : bare;
}

function spelledOut(raw: unknown): string {
  if (typeof raw === 'string') return words(raw);
  if (typeof raw !== 'number' || !Number.isFinite(raw)) throw new InvalidAnswer('number_form');
  const [digits = '', power] = String(raw).split('e');
  if (power === undefined) return digits;
  return expanded(digits, Number(power));
}

/** JavaScript writes 1e-7 and 1e+21 where the server sees a plain number. */
function expanded(digits: string, power: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const bare = digits.replace(/[-.]/g, '');
  return power < 0
    ? `${sign}0.${'0'.repeat(-power - 1)}${bare}`
    : sign + bare.padEnd(power + 1, '0');
}
