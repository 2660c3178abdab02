/** The current state of a log: the entries that nothing about the same thing supersedes. */

import { sha256OfText } from '../core/sha256';
import { ASIDE, slotKey, type Entry } from './entry';

/** As much of an entry as this needs. */
export type Mark = Pick<Entry, 'id' | 'kind' | 'item' | 'slot' | 'layer' | 'supersedes'>;

/** Any order of arrival gives the same heads; they come in the order in which they were given. */
export function headsOf<T extends Mark>(entries: readonly T[]): readonly T[] {
  const replaced = new Set(
    entries.flatMap((each) => each.supersedes.map((id) => `${slotKey(each)}\u001f${id}`)),
  );
  return entries.filter((each) => !replaced.has(`${slotKey(each)}\u001f${each.id}`));
}

/** Heads by what they are about; more than one in a place is a clash. */
export function headsByPlace<T extends Mark>(entries: readonly T[]): Map<string, readonly T[]> {
  const places = new Map<string, readonly T[]>();
  for (const head of headsOf(entries)) {
    const key = slotKey(head);
    places.set(key, [...(places.get(key) ?? []), head]);
  }
  return places;
}

/** What people compare of such a digest: its first eight digits, in two groups. */
export function checkCode(digest: string): string {
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`.toUpperCase();
}

/** What a phone says at hand-over that it knows; hand-overs and comments are left out. */
export async function headsDigest(
  entries: readonly Mark[],
): Promise<{ readonly heads: number; readonly heads_sha256: string }> {
  const ids = headsOf(entries)
    .filter((each) => !ASIDE.has(each.kind))
    .map((each) => each.id)
    .sort();
  return { heads: ids.length, heads_sha256: await sha256OfText(ids.join('')) };
}
