/**
 * Canonical JSON: the one spelling of a value, over which phone and server take the same hash.
 * Keys sorted by code point, no spaces, text in NFC, numbers as ECMAScript writes them.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The canonical spelling of a value. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const pairs = Object.entries(normalized(value)).sort(([a], [b]) => byCodePoint(a, b));
  return `{${pairs.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
}

/** The same value with all of its text in NFC; what is stored is then what is hashed. */
export function nfc(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(nfc);
  const pairs = Object.entries(value).map(([key, held]) => [key.normalize('NFC'), nfc(held)]);
  return Object.fromEntries(pairs) as JsonObject;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function normalized(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key.normalize('NFC'), held]),
  );
}

/** JavaScript compares UTF-16 units, which puts astral letters before U+E000; the server does not. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const gap = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (gap !== 0) return gap;
  }
  return left.length - right.length;
}
