/** The share an indicator earns: its result against the unit's target. Twin of `indicators.py`. */

import type { Target } from '../answers';
import type { Band, Direction, Item } from '../definition';
import { exact, less, ONE, over, smaller, ZERO } from '../rational';
import type { Rational } from '../rational';
import type { Flag } from './explanation';
import type { Words } from './words';

/** The target that counts, where it is from, and which way is better. */
export interface Aim {
  readonly value: Rational;
  readonly basis: 'milestone' | 'term';
  readonly direction: Direction;
}

/** What a rule gives: a share from 0 to 1, why, and what to look at. */
export interface Share {
  readonly value: Rational;
  readonly why: string;
  readonly flags: readonly Flag[];
}

/** The milestone where the office entered one, else the target of the term, else null. */
export function aimOf(item: Item, target: Target | undefined): Aim | null {
  const basis = target?.milestone ? 'milestone' : 'term';
  const value = target?.[basis];
  if (!target || !value) return null;
  return { value: exact(value), basis, direction: target.direction ?? item.direction ?? 'up' };
}

/** The share by the rule: target of nought, bands, or the plain ratio. */
export function indicatorShare(item: Item, result: Rational, aim: Aim, words: Words): Share {
  if (aim.value.n === 0n) return ofNought(result, aim, words);
  const ratio = ratioOf(result, aim);
  const why = whyOf(result, ratio, aim, words);
  if (item.bands && item.bands.length > 0) return banded(item.bands, ratio, why, words);
  return { value: ratio ? smaller(ratio, ONE) : ONE, why, flags: [] };
}

/** How far the target is reached; null is beyond every measure (down, and a result of 0). */
function ratioOf(result: Rational, aim: Aim): Rational | null {
  if (aim.direction === 'up') return over(result, aim.value);
  return result.n === 0n ? null : over(aim.value, result);
}

function ofNought(result: Rational, aim: Aim, words: Words): Share {
  const facts = { actual: words.number(result), basis: words.say(aim.basis) };
  if (aim.direction === 'up') {
    return { value: ONE, why: words.say('target_zero', facts), flags: ['target_zero'] };
  }
  return result.n === 0n
    ? { value: ONE, why: words.say('target_zero_kept', facts), flags: [] }
    : { value: ZERO, why: words.say('target_zero_missed', facts), flags: [] };
}

function whyOf(result: Rational, ratio: Rational | null, aim: Aim, words: Words): string {
  const facts = {
    actual: words.number(result),
    basis: words.say(aim.basis),
    target: words.number(aim.value),
    ratio: ratio ? words.percent(ratio) : '',
  };
  if (aim.direction === 'up') {
    return words.say(ratio && less(ONE, ratio) ? 'ratio_up_full' : 'ratio', facts);
  }
  return words.say(ratio && less(ratio, ONE) ? 'ratio_down' : 'ratio_down_full', facts);
}

function banded(bands: readonly Band[], ratio: Rational | null, why: string, words: Words): Share {
  const reached = bands.filter((band) => !ratio || !less(ratio, exact(band.ratio)));
  const [first, ...others] = reached;
  if (!first) return { value: ZERO, why: words.say('band_none', { why }), flags: [] };
  const best = others.reduce((high, band) => (band.ratio > high.ratio ? band : high), first);
  const value = exact(best.share);
  const facts = { why, from: words.percent(exact(best.ratio)), share: words.percent(value) };
  return { value, why: words.say('band', facts), flags: [] };
}
