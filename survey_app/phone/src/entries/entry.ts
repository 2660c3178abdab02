/** The log of entries: everything a team records, immutable, known by the id the phone gave it. */

import { canonical, type Json, type JsonObject } from '../core/canonical';
import { sha256OfText } from '../core/sha256';

export type EntryKind =
  | 'answer'
  | 'note'
  | 'photo'
  | 'finding'
  | 'evidence'
  | 'attendee'
  | 'reply'
  | 'comment'
  | 'submit';
export type Layer = 'self' | 'team';

export const ENTRY_KINDS: readonly EntryKind[] = [
  'answer',
  'note',
  'photo',
  'finding',
  'evidence',
  'attendee',
  'reply',
  'comment',
  'submit',
];

/** What is said about the record and is no part of it: a hand-over leaves it out. */
export const ASIDE: ReadonlySet<EntryKind> = new Set<EntryKind>(['comment', 'submit']);

/** What an entry is about; entries about the same thing replace each other. */
export interface About {
  readonly kind: EntryKind;
  readonly item: string | null;
  /** Tells several photos, findings or attendees of one item apart. */
  readonly slot: string | null;
  readonly layer: Layer | null;
}

/** An entry as it is sent: these keys, and no others, are hashed. */
export interface Entry extends About {
  readonly id: string;
  readonly visit: string;
  /** null withdraws; nothing is ever deleted. */
  readonly value: Json;
  readonly supersedes: readonly string[];
  readonly device: string;
  readonly seq: number;
  readonly made_at: string;
}

/** An entry with what is known about it besides. */
export interface Logged {
  readonly entry: Entry;
  readonly mine: boolean;
  /** The server's cursor; null while only this phone has it. */
  readonly number: number | null;
  /** When the server got it, by the server's clock: that of a phone may be years off. */
  readonly received?: string;
  readonly author: string;
}

/** Equal for entries about the same thing. */
export function slotKey(about: About): string {
  return [about.kind, about.item ?? '', about.slot ?? '', about.layer ?? ''].join('\u001f');
}

export function asSent(entry: Entry): JsonObject {
  const { id, visit, kind, item, slot, layer, value, supersedes, device, seq, made_at } = entry;
  return { id, visit, kind, item, slot, layer, value, supersedes, device, seq, made_at };
}

/** The hash that a receipt must repeat. */
export async function entryDigest(entry: Entry): Promise<string> {
  return sha256OfText(canonical(asSent(entry)));
}
