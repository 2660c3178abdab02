/** The talk between the lead and the team: what of it this person has not read on this phone. */

import { computed, effect, signal } from '@preact/signals';
import { readComment } from '../entries/values';
import { present, valueOf, type Cell, type Current, type ItemState } from '../visit/current';
import { fact, setFact } from '../vault/vault';
import { current, open } from './visit';
import { workplace, type Workplace } from './workplace';

/** By visit and item: the number of the newest comment that was read. */
type Marks = Readonly<Record<string, Readonly<Record<string, number>>>>;

const FACT = 'comments-read';
const marks = signal<Marks>({});
let recalledFor: Workplace | null = null;

export async function recallRead(place: Workplace): Promise<void> {
  if (recalledFor === place) return;
  const held = await fact(place.vault, FACT);
  recalledFor = place;
  marks.value = typeof held === 'object' && held !== null ? (held as Marks) : {};
}

effect(() => {
  if (workplace.value) void recallRead(workplace.value);
});

/** The comments of an item that stand, as they reached the server; this phone's own come last. */
export function commentsOf(state: ItemState): readonly Cell[] {
  return state.comments
    .filter((cell) => readComment(valueOf(cell)) !== null)
    .sort((a, b) => placeIn(a) - placeIn(b));
}

/** Slots of one phone are by time already, and sorting keeps their order. */
function placeIn(cell: Cell): number {
  return Math.min(...cell.heads.map((head) => head.number ?? Infinity));
}

/** How many comments of others were not read, by item. */
export function unreadOf(visit: string, now: Current): ReadonlyMap<string, number> {
  const read = marks.value[visit] ?? {};
  return new Map(
    [...now.items].flatMap(([item, state]) => {
      const fresh = unread(state, read[item] ?? 0);
      return fresh > 0 ? [[item, fresh] as const] : [];
    }),
  );
}

/** Of the open visit. */
export const unreadItems = computed<ReadonlyMap<string, number>>(() => {
  const visit = open.value?.visit.id;
  return visit === undefined ? new Map() : unreadOf(visit, current.value);
});

/** Everything about the item that is here by now has been seen. */
export async function markRead(item: string, state: ItemState): Promise<void> {
  const [place, visit] = [workplace.value, open.value?.visit.id];
  const newest = Math.max(0, ...state.comments.flatMap(numbersOf));
  if (!place || visit === undefined || unread(state, marks.value[visit]?.[item] ?? 0) === 0) return;
  marks.value = { ...marks.value, [visit]: { ...marks.value[visit], [item]: newest } };
  await setFact(place.vault, FACT, marks.value);
}

/** The server's numbers, for the clocks of two phones do not agree. What I said I have read. */
function unread(state: ItemState, after: number): number {
  return present(state.comments, readComment).filter(({ cell }) =>
    cell.heads.some((head) => !head.mine && (head.number ?? 0) > after),
  ).length;
}

function numbersOf(cell: Cell): readonly number[] {
  return cell.heads.map((head) => head.number ?? 0);
}
