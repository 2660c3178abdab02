/**
 * The ability to complete an indicator (khả năng hoàn thành): a human judgement, never computed.
 * The twin of `forms/ability.py`.
 */

import { InvalidAnswer } from './refusals';
import { refuseOtherKeys } from './values';
import * as wire from './wire';

/** What somebody holds possible by the end of the term, the best first. */
export const OUTLOOKS = ['exceeded', 'completed', 'able', 'difficult', 'unable'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

/** A reason is owed; an empty one is flagged, not refused. */
export interface Ability {
  readonly value: Outlook;
  readonly reason: string;
}

/** The judgement from its wire form, null where nothing was judged; throws InvalidAnswer. */
export function checkAbility(raw: unknown): Ability | null {
  if (unsaid(raw)) return null;
  if (!wire.isObject(raw)) throw new InvalidAnswer('ability_shape');
  refuseOtherKeys(raw, ['value', 'reason'], 'answer_key');
  const reason = unsaid(raw['reason']) ? '' : wire.words(raw['reason']);
  if (unsaid(raw['value']) && reason === '') return null;
  const value = OUTLOOKS.find((each) => each === raw['value']);
  if (value === undefined) throw new InvalidAnswer('ability_value');
  return { value, reason };
}

const unsaid = (raw: unknown): boolean => raw === null || raw === undefined;
