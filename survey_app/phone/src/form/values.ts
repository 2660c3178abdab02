/** The bare value of an answer, kind by kind: the twin of `forms/values.py`. */

import type { Column, Format, Item, Kind } from './definition';
import { exact, less, over } from './rational';
import { InvalidAnswer } from './refusals';
import * as wire from './wire';

const ROWS_LIMIT = 500;
const NAME_LIMIT = 500;
const ECHO_LIMIT = 60;
const DEFAULT_TOP_LEVEL = 4;

export type Row = Readonly<Record<string, string>>;

/** Rows by column code; `level` is the completeness where it is scored. */
export interface Table {
  readonly rows: readonly Row[];
  readonly level: number | null;
}

export interface Attendee {
  readonly name: string;
  readonly position: string;
}

/** "yes"/"no", a level, a plain decimal string, an option's code, words, a table or attendees. */
export type Value = string | number | Table | readonly Attendee[];

/** The bare value as checked for this item, null where it says nothing. */
export function checkValue(item: Item, raw: unknown): Value | null {
  return wire.isBlank(raw) ? null : CHECKS[item.kind](item, raw);
}

/** L of a scale: the highest level it states, 4 where it states none. */
export function topLevel(item: Item): number {
  const levels = item.levels ?? [];
  return levels.length > 0 ? Math.max(...levels.map((level) => level.value)) : DEFAULT_TOP_LEVEL;
}

/** Whether it is answered with points rather than yes or no (`bonus` and `penalty`). */
export function inPoints(item: Item): boolean {
  return typeof item.step === 'number';
}

export function isTable(value: Value | null): value is Table {
  return typeof value === 'object' && value !== null && 'rows' in value;
}

/** A number from 0 to the item's points. */
export function withinPoints(item: Item, raw: unknown): string {
  const value = wire.number(raw);
  const points = item.points ?? 0;
  if (less(exact(points), exact(value))) {
    throw new InvalidAnswer('points_range', { points: String(points) });
  }
  return value;
}

export function refuseOtherKeys(
  raw: wire.Json,
  known: readonly string[],
  code: 'answer_key' | 'target_key',
): void {
  const other = Object.keys(raw).find((key) => !known.includes(key));
  if (other !== undefined) throw new InvalidAnswer(code, { key: echo(other) });
}

const echo = (text: string): string => Array.from(text).slice(0, ECHO_LIMIT).join('');

function yesNo(_item: Item, raw: unknown): string {
  if (typeof raw === 'boolean') return raw ? 'yes' : 'no';
  if (raw !== 'yes' && raw !== 'no') throw new InvalidAnswer('yes_no_value');
  return raw;
}

function level(item: Item, raw: unknown): number {
  const top = topLevel(item);
  const value = wholeOrNone(raw);
  if (value === null || value < 0 || value > top) throw new InvalidAnswer('scale_level', { top });
  return value;
}

function wholeOrNone(raw: unknown): number | null {
  try {
    return wire.wholeNumber(raw);
  } catch {
    return null;
  }
}

function points(item: Item, raw: unknown): string {
  const value = withinPoints(item, raw);
  if (item.step && over(exact(value), exact(item.step)).d !== 1n) {
    throw new InvalidAnswer('points_step', { step: String(item.step) });
  }
  return value;
}

function option(item: Item, raw: unknown): string {
  const code = wire.words(raw);
  if (!(item.options ?? []).some((each) => each.code === code)) {
    throw new InvalidAnswer('choice_option', { option: echo(code) });
  }
  return code;
}

const FORMATS: Readonly<Record<Format, (raw: unknown) => string>> = {
  text: (raw) => wire.words(raw),
  integer: (raw) => String(wire.wholeNumber(raw)),
  decimal: (raw) => wire.signedNumber(raw),
  date: (raw) => wire.day(raw),
};

function table(item: Item, raw: unknown): Table | null {
  let found: Table;
  if (Array.isArray(raw)) {
    found = { rows: rows(item, raw), level: null };
  } else if (wire.isObject(raw)) {
    refuseOtherKeys(raw, ['rows', 'level'], 'answer_key');
    found = { rows: rows(item, raw['rows']), level: tableLevel(item, raw['level']) };
  } else {
    found = { rows: [], level: tableLevel(item, raw) };
  }
  return found.rows.length > 0 || found.level !== null ? found : null;
}

function tableLevel(item: Item, raw: unknown): number | null {
  if (wire.isBlank(raw)) return null;
  if ((item.levels ?? []).length === 0) throw new InvalidAnswer('table_level');
  return level(item, raw);
}

function rows(item: Item, raw: unknown): readonly Row[] {
  if (raw === null || raw === undefined) return [];
  const columns = item.columns ?? [];
  return listed(raw, 'table_shape').map((each) => row(columns, each));
}

function row(columns: readonly Column[], raw: unknown): Row {
  if (!wire.isObject(raw)) throw new InvalidAnswer('table_shape');
  const other = Object.keys(raw).find((code) => !columns.some((each) => each.code === code));
  if (other !== undefined) throw new InvalidAnswer('table_column', { column: echo(other) });
  const filled = columns.filter((column) => !wire.isBlank(raw[column.code]));
  return Object.fromEntries(
    filled.map((column) => [column.code, FORMATS[column.format ?? 'text'](raw[column.code])]),
  );
}

function attendees(_item: Item, raw: unknown): readonly Attendee[] {
  return listed(raw, 'attendees_shape').map(attendee);
}

function attendee(raw: unknown, index: number): Attendee {
  const known = wire.isObject(raw) && Object.keys(raw).every((key) => KEYS.includes(key));
  if (!known) throw new InvalidAnswer('attendees_shape');
  const name = raw['name'];
  if (wire.isBlank(name)) throw new InvalidAnswer('attendee_name', { row: index + 1 });
  const position = raw['position'] ?? '';
  return { name: wire.words(name, NAME_LIMIT), position: wire.words(position, NAME_LIMIT) };
}

const KEYS: readonly string[] = ['name', 'position'];

function listed(raw: unknown, code: 'table_shape' | 'attendees_shape'): readonly unknown[] {
  if (!Array.isArray(raw)) throw new InvalidAnswer(code);
  if (raw.length > ROWS_LIMIT) throw new InvalidAnswer('list_length', { limit: ROWS_LIMIT });
  return raw;
}

type Check = (item: Item, raw: unknown) => Value | null;

const yesNoOrPoints: Check = (item, raw) => (inPoints(item) ? points : yesNo)(item, raw);

const CHECKS: Readonly<Record<Kind, Check>> = {
  scale: level,
  yes_no: yesNo,
  points,
  choice: option,
  indicator: (_item, raw) => wire.number(raw),
  text: (item, raw) => FORMATS[item.format ?? 'text'](raw),
  table,
  attendees,
  bonus: yesNoOrPoints,
  penalty: yesNoOrPoints,
};
