/** What every sheet about one recorded thing is handed. */

import { current, say } from '../../store/visit';
import type { Json } from '../../core/canonical';
import type { EntryKind } from '../../entries/entry';
import { stateOfItem, type Cell, type ItemState } from '../../visit/current';

export interface SheetProps {
  /** null: about the visit as a whole. */
  readonly item: string | null;
  readonly slot: string;
  readonly disabled?: boolean;
  readonly onClose: () => void;
}

type Listed = 'notes' | 'photos' | 'evidence' | 'findings' | 'attendees' | 'replies';
const LISTS: Readonly<Partial<Record<EntryKind, Listed>>> = {
  note: 'notes',
  photo: 'photos',
  evidence: 'evidence',
  finding: 'findings',
  attendee: 'attendees',
  reply: 'replies',
};

/** The thing itself, once something of it was recorded. */
export function cellOf(kind: EntryKind, { item, slot }: SheetProps): Cell | null {
  const list = LISTS[kind];
  if (list === undefined) return null;
  const state: ItemState = stateOfItem(current.value, item);
  return state[list].find((cell) => cell.slot === slot) ?? null;
}

export async function put(kind: EntryKind, sheet: SheetProps, value: Json): Promise<void> {
  await say({ kind, item: sheet.item, slot: sheet.slot, layer: null }, value);
}
