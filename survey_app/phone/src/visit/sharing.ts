/** What stayed the same stays the same object, so that only what changed is drawn again. */

import type { Logged } from '../entries/entry';
import type { Cell, Current, ItemState } from './current';

const CELLS = [
  'notes',
  'photos',
  'evidence',
  'findings',
  'attendees',
  'replies',
  'comments',
] as const;

/** `next`, with the items of `before` in the places where both say the same. */
export function shared(before: Current, next: Current): Current {
  const kept = (code: string, state: ItemState): ItemState => {
    const known = before.items.get(code);
    return known && marksOf(known) === marksOf(state) ? known : state;
  };
  const items = new Map([...next.items].map(([code, state]) => [code, kept(code, state)] as const));
  return { ...next, items, visit: items.get('') ?? next.visit };
}

const marked = new WeakMap<ItemState, string>();

/** Entries are immutable: their ids, and whether the server has them, say everything. */
function marksOf(state: ItemState): string {
  const known = marked.get(state);
  if (known !== undefined) return known;
  const single = [state.team, state.self].map((cell) => (cell ? marksOfCell(cell) : '-'));
  const lists = CELLS.map((name) => state[name].map(marksOfCell).join('|'));
  const marks = [...single, ...lists].join('/');
  marked.set(state, marks);
  return marks;
}

function marksOfCell(cell: Cell): string {
  return cell.heads.map(markOf).join('+');
}

function markOf({ entry, number, author }: Logged): string {
  return `${entry.id} ${number ?? ''} ${author}`;
}
