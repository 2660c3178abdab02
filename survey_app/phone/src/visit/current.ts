/** What a visit says now: its log, sorted into items. Any order of arrival gives the same. */

import type { Json } from '../core/canonical';
import { slotKey, type Entry, type Logged } from '../entries/entry';
import { headsOf } from '../entries/heads';

/** One thing that was recorded; more than one head is a clash that somebody must settle. */
export interface Cell {
  readonly key: string;
  readonly slot: string | null;
  readonly heads: readonly [Logged, ...Logged[]];
}

/** Everything about one item, or about the visit as a whole. */
export interface ItemState {
  readonly team: Cell | null;
  readonly self: Cell | null;
  readonly notes: readonly Cell[];
  readonly photos: readonly Cell[];
  readonly evidence: readonly Cell[];
  readonly findings: readonly Cell[];
  readonly attendees: readonly Cell[];
  readonly replies: readonly Cell[];
  readonly comments: readonly Cell[];
}

export interface Current {
  readonly items: ReadonlyMap<string, ItemState>;
  /** What is about the visit itself. */
  readonly visit: ItemState;
  readonly clashes: readonly Cell[];
  readonly submits: readonly Logged[];
}

export const EMPTY_STATE: ItemState = {
  team: null,
  self: null,
  notes: [],
  photos: [],
  evidence: [],
  findings: [],
  attendees: [],
  replies: [],
  comments: [],
};

/** Of a visit on which nothing was recorded. */
export const EMPTY: Current = { items: new Map(), visit: EMPTY_STATE, clashes: [], submits: [] };

export function currentOf(log: readonly Logged[]): Current {
  const cells = cellsOf(log.filter((each) => each.entry.kind !== 'submit'));
  const byItem = new Map<string, Cell[]>();
  for (const cell of cells) {
    const item = cell.heads[0].entry.item ?? '';
    byItem.set(item, [...(byItem.get(item) ?? []), cell]);
  }
  const states = new Map([...byItem].map(([item, held]) => [item, stateOf(held)] as const));
  return {
    items: states,
    visit: states.get('') ?? EMPTY_STATE,
    clashes: cells.filter((cell) => cell.heads.length > 1),
    submits: log.filter((each) => each.entry.kind === 'submit'),
  };
}

export function stateOfItem(current: Current, item: string | null): ItemState {
  return item === null ? current.visit : (current.items.get(item) ?? EMPTY_STATE);
}

/** The value to show: of a clash the one that was made last; null where it was withdrawn. */
export function valueOf(cell: Cell | null): Json {
  return cell ? latest(cell).entry.value : null;
}

export function latest(cell: Cell): Logged {
  return [...cell.heads].sort(byMaking).slice(-1)[0] ?? cell.heads[0];
}

/** The things that are there, with their value as `read` understands it. */
export function present<T>(
  cells: readonly Cell[],
  read: (value: Json) => T | null,
): readonly { readonly cell: Cell; readonly held: T }[] {
  return cells.flatMap((cell) => {
    const held = read(valueOf(cell));
    return held === null ? [] : [{ cell, held }];
  });
}

/** What this log says about one thing; null: nothing was recorded about it. */
export function cellAbout(log: readonly Logged[], key: string): Cell | null {
  return cellsOf(log.filter((each) => slotKey(each.entry) === key))[0] ?? null;
}

/** The entries about one thing that came from elsewhere. */
export function seenAbout(log: readonly Logged[], key: string): readonly Entry[] {
  return log.map((each) => each.entry).filter((entry) => slotKey(entry) === key);
}

/** Own entries as they were made, colleagues' as the server told them; each once. */
export function mergedLog(own: readonly Entry[], told: readonly Logged[]): readonly Logged[] {
  const numbers = new Map(told.map((each) => [each.entry.id, each]));
  const mine = own.map((entry) => ({
    ...{ number: null, author: '', ...numbers.get(entry.id) },
    ...{ entry, mine: true },
  }));
  const known = new Set(own.map((entry) => entry.id));
  return [...told.filter((each) => !known.has(each.entry.id)), ...mine];
}

function cellsOf(log: readonly Logged[]): readonly Cell[] {
  const byId = new Map(log.map((each) => [each.entry.id, each]));
  const cells = new Map<string, Cell>();
  for (const entry of headsOf(log.map((each) => each.entry))) {
    const head = byId.get(entry.id);
    const key = slotKey(entry);
    const cell = cells.get(key);
    if (head) {
      const heads = cell ? ([...cell.heads, head] as const) : ([head] as const);
      cells.set(key, { key, slot: entry.slot, heads });
    }
  }
  return [...cells.values()];
}

function stateOf(cells: readonly Cell[]): ItemState {
  const of = (kind: string): readonly Cell[] =>
    cells.filter((cell) => cell.heads[0].entry.kind === kind).sort(bySlot);
  const answer = (layer: string): Cell | null =>
    of('answer').find((cell) => cell.heads[0].entry.layer === layer) ?? null;
  return {
    team: answer('team'),
    self: answer('self'),
    notes: of('note'),
    photos: of('photo'),
    evidence: of('evidence'),
    findings: of('finding'),
    attendees: of('attendee'),
    replies: of('reply'),
    comments: of('comment'),
  };
}

/** Slots are UUIDv7: by slot is by the time of making. */
function bySlot(a: Cell, b: Cell): number {
  return (a.slot ?? '') < (b.slot ?? '') ? -1 : 1;
}

function byMaking(a: Logged, b: Logged): number {
  const [left, right] = [Date.parse(a.entry.made_at), Date.parse(b.entry.made_at)];
  return (left || 0) - (right || 0) || (a.entry.id < b.entry.id ? -1 : 1);
}
