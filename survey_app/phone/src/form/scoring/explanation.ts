/** The explained score, as the server's `scoring explain` prints it; figures are decimal strings. */

import type { Ability } from '../answers';

export const ENGINE_VERSION = '1';

export type State = 'scored' | 'not_answered' | 'not_applicable' | 'no_target' | 'not_scored';
export type Flag =
  | 'not_answered'
  | 'invalid'
  | 'no_target'
  | 'target_zero'
  | 'judged_without_reason'
  | 'evidence_missing'
  | 'ability_without_reason';
export type Role = 'base' | 'bonus' | 'penalty';

export interface ItemScore {
  readonly code: string;
  readonly parent: string | null;
  readonly points: string | null;
  readonly share: string | null;
  readonly earned: string | null;
  readonly earned_shown: string | null;
  readonly state: State;
  readonly why: string;
  readonly flags: readonly Flag[];
  /** What the rule gives, beside `judged`, on an indicator that was judged. */
  readonly rule_earned?: string | null;
  readonly judged?: string | null;
  /** On an indicator whose ability to complete was judged. */
  readonly ability?: Ability;
}

export interface SectionScore {
  readonly code: string;
  readonly title: string;
  readonly kind: Role;
  readonly points: string | null;
  readonly score: string | null;
  readonly score_shown: string | null;
  readonly earned: string | null;
  readonly earned_shown: string | null;
  readonly possible: string | null;
  readonly line: string;
  readonly items: readonly ItemScore[];
}

export interface ConditionResult {
  readonly code: string;
  readonly label: string;
  /** Whether it holds; `lowered` says whether that cost a level. */
  readonly applied: boolean;
  readonly lowered: boolean;
  readonly cap: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly why: string;
}

export interface Totals {
  readonly total: string | null;
  readonly total_shown: string | null;
  readonly total_line: string;
  readonly base: string | null;
  readonly base_shown: string | null;
  readonly base_line: string;
  readonly bonus: string | null;
  readonly bonus_shown: string | null;
  readonly bonus_line: string;
  readonly penalty: string | null;
  readonly penalty_shown: string | null;
  readonly penalty_line: string;
}

export interface Levels {
  readonly level: string | null;
  readonly level_code: string | null;
  readonly level_by_score: string | null;
  readonly level_by_score_code: string | null;
  readonly conditions: readonly ConditionResult[];
}

export interface Explanation extends Totals, Levels {
  readonly engine: string;
  readonly checklist: {
    readonly code: string;
    readonly version: string;
    readonly content_hash: string;
  };
  readonly layer: string;
  /** Whether penalties are on. */
  readonly penalties: boolean;
  /** Base items scored, of those that can be. */
  readonly scored: number;
  readonly scorable: number;
  readonly sections: readonly SectionScore[];
  readonly items: readonly ItemScore[];
}
