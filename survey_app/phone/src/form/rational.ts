/**
 * Exact fractions, and figures as text: the twin of `forms/scoring/figures.py`.
 * Nothing is rounded before it is written, and then half up.
 */

export interface Rational {
  readonly n: bigint;
  /** Positive, without a common factor with `n`. */
  readonly d: bigint;
}

const PLACES = 6;
const SHOWN_PLACES = 2;
const BRIEF_PLACES = 4;
const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/;

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };
export const HUNDRED: Rational = { n: 100n, d: 1n };

export function rational(n: bigint, d: bigint): Rational {
  const factor = commonFactor(n < 0n ? -n : n, d);
  return factor === 1n ? { n, d } : { n: n / factor, d: d / factor };
}

/** The exact value of a decimal as the checklist or an answer writes it; nought if it is none. */
export function exact(written: number | string): Rational {
  const [, sign = '', whole = '0', rest = '', power = '0'] = WRITTEN.exec(String(written)) ?? [];
  const places = rest.length - Number(power);
  const digits = BigInt(sign + whole + rest);
  return places > 0 ? rational(digits, tenTo(places)) : rational(digits * tenTo(-places), 1n);
}

export const plus = (a: Rational, b: Rational): Rational =>
  rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Rational, b: Rational): Rational => plus(a, { n: -b.n, d: b.d });
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);

/** The quotient; what divides is positive. */
export const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const less = (a: Rational, b: Rational): boolean => a.n * b.d < b.n * a.d;
export const same = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const smaller = (a: Rational, b: Rational): Rational => (less(b, a) ? b : a);
export const larger = (a: Rational, b: Rational): Rational => (less(a, b) ? b : a);
export const total = (terms: readonly Rational[]): Rational => terms.reduce(plus, ZERO);

/** All the digits where the decimal is finite, else rounded to 6 places; null stays null. */
export function plain(value: Rational | null): string | null {
  return value && trimmed(rounded(value, placesOf(value.d) ?? PLACES));
}

/** Two places, half up, with a decimal comma: `12,35`; null where there is no figure. */
export function shown(value: Rational | null): string | null {
  return value && rounded(value, SHOWN_PLACES).replace('.', ',');
}

/** For a line of working: exact up to 4 places, else rounded to 2; no trailing zeros. */
export function brief(value: Rational): string {
  const places = placesOf(value.d);
  const fits = places !== null && places <= BRIEF_PLACES;
  return trimmed(rounded(value, fits ? places : SHOWN_PLACES));
}

/** How many decimals a fraction in lowest terms needs, or null where they never end. */
function placesOf(denominator: bigint): number | null {
  const twos = timesDivided(denominator, 2n);
  const fives = timesDivided(denominator, 5n);
  return 2n ** BigInt(twos) * 5n ** BigInt(fives) === denominator ? Math.max(twos, fives) : null;
}

function timesDivided(number: bigint, factor: bigint): number {
  let rest = number;
  let count = 0;
  for (; rest % factor === 0n; count += 1) rest /= factor;
  return count;
}

function rounded(value: Rational, places: number): string {
  const size = value.n < 0n ? -value.n : value.n;
  const units = (2n * size * tenTo(places) + value.d) / (2n * value.d);
  const digits = units.toString().padStart(places + 1, '0');
  const whole = (value.n < 0n && units > 0n ? '-' : '') + digits.slice(0, digits.length - places);
  return places > 0 ? `${whole}.${digits.slice(digits.length - places)}` : whole;
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const tenTo = (places: number): bigint => 10n ** BigInt(places);

function commonFactor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
