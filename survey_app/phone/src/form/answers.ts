/**
 * What a valid answer of each kind is: the twin of `forms/answers.py`.
 *
 * An answer comes as `{value: …}`, with `reason` and, on an indicator, `judged`, `baseline` and
 * `ability` beside it, or as `{not_applicable: 'lý do'}`.
 */

import { checkAbility } from './ability';
import type { Ability } from './ability';
import type { Direction, Item } from './definition';
import { InvalidAnswer } from './refusals';
import { checkValue, refuseOtherKeys, withinPoints } from './values';
import type { Value } from './values';
import * as wire from './wire';

export { InvalidAnswer } from './refusals';
export { checkValue, inPoints, isTable, topLevel } from './values';
export type { Ability, Outlook } from './ability';
export type { Attendee, Row, Table, Value } from './values';

/** A checked answer; without a value and without `notApplicable` it says nothing yet. */
export interface Answer {
  readonly value: Value | null;
  readonly notApplicable: string;
  /** In points, beside the rule's. */
  readonly judged: string | null;
  readonly reason: string;
  /** In the indicator's unit of measure. */
  readonly baseline: string | null;
  /** Whether the indicator can be completed: a judgement that changes no figure. */
  readonly ability: Ability | null;
}

/** A unit's target for one indicator; the milestone counts before the target of the term. */
export interface Target {
  readonly term: string | null;
  readonly milestone: string | null;
  readonly direction: Direction | null;
}

export const BLANK: Answer = {
  value: null,
  notApplicable: '',
  judged: null,
  reason: '',
  baseline: null,
  ability: null,
};

const ANSWER_KEYS = ['value', 'not_applicable', 'judged', 'reason', 'baseline', 'ability'] as const;
const TARGET_KEYS = ['term', 'milestone', 'direction', 'source'] as const;

/** The answer as checked for this item; throws InvalidAnswer where it cannot be taken. */
export function checkAnswer(item: Item, raw: unknown): Answer {
  if (item.items.length > 0) throw new InvalidAnswer('item_has_parts');
  if (!wire.isObject(raw)) throw new InvalidAnswer('answer_shape');
  refuseOtherKeys(raw, ANSWER_KEYS, 'answer_key');
  if (given(raw['not_applicable'])) return notApplicable(raw);
  if (!('value' in raw)) throw new InvalidAnswer('answer_shape');
  const reason = raw['reason'];
  return {
    value: checkValue(item, raw['value']),
    notApplicable: '',
    judged: judged(item, raw['judged']),
    reason: given(reason) ? wire.words(reason) : '',
    baseline: baseline(item, raw['baseline']),
    ability: ability(item, raw['ability']),
  };
}

/** The target of an item from its wire form; throws InvalidAnswer where it cannot be taken. */
export function checkTarget(item: Item | undefined, raw: unknown): Target {
  if (!item) throw new InvalidAnswer('item_unknown');
  if (item.kind !== 'indicator') throw new InvalidAnswer('target_kind');
  if (!given(raw)) return { term: null, milestone: null, direction: null };
  if (!wire.isObject(raw)) throw new InvalidAnswer('target_shape');
  refuseOtherKeys(raw, TARGET_KEYS, 'target_key');
  return {
    term: numberOrNull(raw['term']),
    milestone: numberOrNull(raw['milestone']),
    direction: direction(raw['direction']),
  };
}

const given = (raw: unknown): boolean => raw !== null && raw !== undefined;

function notApplicable(raw: wire.Json): Answer {
  const others = ANSWER_KEYS.filter((key) => key !== 'not_applicable');
  if (others.some((key) => given(raw[key]))) throw new InvalidAnswer('answer_both');
  const reason = wire.words(raw['not_applicable']);
  if (reason === '') throw new InvalidAnswer('not_applicable_reason');
  return { ...BLANK, notApplicable: reason };
}

function judged(item: Item, raw: unknown): string | null {
  if (wire.isBlank(raw)) return null;
  if (item.kind !== 'indicator') throw new InvalidAnswer('judged_kind');
  return withinPoints(item, raw);
}

function baseline(item: Item, raw: unknown): string | null {
  if (wire.isBlank(raw)) return null;
  if (item.kind !== 'indicator') throw new InvalidAnswer('baseline_kind');
  return wire.number(raw);
}

function ability(item: Item, raw: unknown): Ability | null {
  if (given(raw) && item.kind !== 'indicator') throw new InvalidAnswer('ability_kind');
  return checkAbility(raw);
}

function numberOrNull(raw: unknown): string | null {
  return wire.isBlank(raw) ? null : wire.number(raw);
}

function direction(raw: unknown): Direction | null {
  if (wire.isBlank(raw)) return null;
  if (raw !== 'up' && raw !== 'down') throw new InvalidAnswer('target_direction');
  return raw;
}
