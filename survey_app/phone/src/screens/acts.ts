/** What a tap records, and the way back from it. */

import type { Json } from '../core/canonical';
import { uuid7 } from '../core/uuid';
import type { About, EntryKind, Layer } from '../entries/entry';
import { t } from '../i18n/say';
import { current, say } from '../store/visit';
import { stateOfItem, valueOf, type Cell } from '../visit/current';
import { toast } from './parts/toast';

export function answerAbout(item: string, layer: Layer): About {
  return { kind: 'answer', item, slot: null, layer };
}

/** A new thing of an item, or of the visit where the item is null. */
export function newAbout(kind: EntryKind, item: string | null): About {
  return { kind, item, slot: uuid7(), layer: null };
}

export function aboutOf(cell: Cell): About {
  const { kind, item, slot, layer } = cell.heads[0].entry;
  return { kind, item, slot, layer };
}

/** Records an answer; where it replaces another one, offers the way back. */
export async function give(item: string, layer: Layer, value: Json): Promise<void> {
  const state = stateOfItem(current.value, item);
  const before = valueOf(layer === 'self' ? state.self : state.team);
  await change(answerAbout(item, layer), value, before);
}

/** Withdraws one thing, with the way back. */
export async function withdraw(cell: Cell): Promise<void> {
  const before = valueOf(cell);
  await say(aboutOf(cell), null);
  toast(t('withdrawn'), () => say(aboutOf(cell), before));
}

async function change(about: About, value: Json, before: Json): Promise<void> {
  const entry = await say(about, value);
  if (entry && before !== null) toast(t('changed'), () => say(about, before));
}
