/** What a card shows of its item: followed item by item, so that an answer draws one card anew. */

import { computed, type ReadonlySignal } from '@preact/signals';
import type { LastResult, Returned, Target } from '../api/shapes';
import type { Item, ReasonFor } from '../form/definition';
import type { ItemScore } from '../form/scoring';
import { stateOfItem, type ItemState } from '../visit/current';
import { isOpen, isResponded, knownOf, openReturns, returnOf } from '../visit/progress';
import { reasonOwed } from '../visit/scores';
import { checklist, current, open } from './visit';
import { broken, chapters, scores } from './view';
import { outbox, whereabouts, type Whereabouts } from './workplace';

/** Everything recorded about an item, or about the visit as a whole. */
export const itemState = byItem((code): ItemState => stateOfItem(current.value, code || null));

/** The team's score of an item, explained. */
export const itemScore = byItem(
  steady((code): ItemScore | null => scores.value?.items.get(code) ?? null),
);

export const isItemOpen = byItem((code) => (open.value ? isOpen(open.value.visit, code) : false));

/** What the lead sent back about an item, until it is settled. */
export const itemReturn = byItem(
  steady((code): Returned | null => (open.value ? returnOf(open.value.visit, code) : null)),
);

/** The returned items that nobody has answered yet. */
export const waitingReturns = computed<ReadonlySet<string>>(() => {
  const returned = open.value ? openReturns(open.value.visit) : [];
  return new Set(
    returned
      .filter((each) => !isResponded(each, stateOfItem(current.value, each.item)))
      .map((each) => each.item),
  );
});

/** The unit's target of an indicator. */
export const itemTarget = byItem(
  steady((code): Target | null => open.value?.visit.targets[code] ?? null),
);

/** What the unit reached in an indicator the last time. */
export const itemLast = byItem(
  steady((code): LastResult | null => open.value?.visit.last_results[code] ?? null),
);

/** What the plan of the visit says of an item. */
export const itemKnown = byItem((code): string | null => {
  const item = items.value.get(code);
  return open.value && item ? knownOf(open.value.visit, item) : null;
});

/** The rule by which the team owes a reason for its score, or null. */
export const itemReason = byItem((code): ReasonFor | 'judged' | null => {
  const [item, found, of] = [items.value.get(code), scores.value, checklist.value];
  const score = found?.items.get(code);
  if (!item || !of || !found || !score) return null;
  return departs(score) ? 'judged' : reasonOwed(of, item, found);
});

export const isItemBroken = byItem((code) => broken.value.has(code));

/** Where an entry or a photo is. */
export const placeOf = byItem((id): Whereabouts => whereabouts(id, outbox.value));

const items = computed<ReadonlyMap<string, Item>>(
  () => new Map(chapters.value.flatMap(({ items: all }) => all.map((each) => [each.code, each]))),
);

/** One signal for each code, made when it is first asked for. */
function byItem<T>(find: (code: string) => T): (code: string) => T {
  const known = new Map<string, ReadonlySignal<T>>();
  return (code) => {
    const held = known.get(code) ?? computed(() => find(code));
    known.set(code, held);
    return held.value;
  };
}

/** The object that was found before, as long as it says the same. */
function steady<T>(find: (code: string) => T): (code: string) => T {
  const known = new Map<string, { readonly value: T; readonly words: string }>();
  return (code) => {
    const value = find(code);
    const words = JSON.stringify(value);
    const before = known.get(code);
    if (before?.words === words) return before.value;
    known.set(code, { value, words });
    return value;
  };
}

/** Whether the team judged otherwise than the rule. */
function departs({ judged, rule_earned: byRule }: ItemScore): boolean {
  return judged !== undefined && judged !== null && byRule !== judged;
}
