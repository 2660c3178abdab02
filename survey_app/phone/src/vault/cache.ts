/** What the server told: visits, checklists, everybody's entries. All of it can be fetched again. */

import type { ServerEntry, Visit } from '../api/shapes';
import { committed, type Store } from './open';
import type { CacheSchema } from './schema';

export function cachedVisits(cache: Store<CacheSchema>): Promise<readonly Visit[]> {
  return cache.run((db) => db.getAll('visits'));
}

/** Replaces the list; a visit that is no longer ours keeps its entries in the vault. */
export function putVisits(cache: Store<CacheSchema>, visits: readonly Visit[]): Promise<void> {
  return cache.run(async (db) => {
    const tx = db.transaction('visits', 'readwrite');
    await tx.store.clear();
    await committed(
      tx,
      visits.map((visit) => tx.store.put(visit)),
    );
  });
}

export function cachedChecklist(cache: Store<CacheSchema>, name: string): Promise<unknown> {
  return cache.run((db) => db.get('checklists', name));
}

export async function putChecklist(
  cache: Store<CacheSchema>,
  name: string,
  checklist: unknown,
): Promise<void> {
  await cache.run((db) => db.put('checklists', checklist, name));
}

export function cachedEntries(
  cache: Store<CacheSchema>,
  visit: string,
): Promise<readonly ServerEntry[]> {
  return cache.run((db) => db.getAllFromIndex('entries', 'visit', visit));
}

/** The ids of all entries that the server told. */
export async function cachedIds(cache: Store<CacheSchema>): Promise<ReadonlySet<string>> {
  return new Set(await cache.run((db) => db.getAllKeys('entries')));
}

/** The cursor of a visit, 0 when the server has begun a new life since. */
export function cursorOf(
  cache: Store<CacheSchema>,
  visit: string,
): Promise<{ readonly cursor: number; readonly epoch: string }> {
  return cache.run(async (db) => (await db.get('cursors', visit)) ?? { cursor: 0, epoch: '' });
}

/** Entries and the cursor behind them, in one transaction: never one without the other. */
export function putEntries(
  cache: Store<CacheSchema>,
  visit: string,
  page: {
    readonly entries: readonly ServerEntry[];
    readonly cursor: number;
    readonly epoch: string;
  },
): Promise<void> {
  return cache.run(async (db) => {
    const tx = db.transaction(['entries', 'cursors'], 'readwrite');
    const { cursor, epoch } = page;
    await committed(tx, [
      ...page.entries.map((entry) => tx.objectStore('entries').put(entry)),
      tx.objectStore('cursors').put({ cursor, epoch }, visit),
    ]);
  });
}

/** The server was restored: what it told before is asked for again from the start. */
export function forgetEntries(cache: Store<CacheSchema>, visit: string): Promise<void> {
  return cache.run(async (db) => {
    const tx = db.transaction(['entries', 'cursors'], 'readwrite');
    const keys = await tx.objectStore('entries').index('visit').getAllKeys(visit);
    await committed(tx, [
      ...keys.map((key) => tx.objectStore('entries').delete(key)),
      tx.objectStore('cursors').delete(visit),
    ]);
  });
}
