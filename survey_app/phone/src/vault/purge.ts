/** Making room: what the server acknowledged two weeks ago leaves the phone, and nothing else. */

import type { Held, Parcel } from '../outbox/machine';
import { committed, type Store } from './open';
import type { VaultSchema } from './schema';

/** Milliseconds after its receipt that a thing stays, for a server restored from a backup. */
export const KEPT_FOR = 14 * 24 * 3_600_000;

/**
 * Removes what has a receipt older than that; answers how many. `known` are the entries that the
 * cache has from the server: what the phone could not show without its own copy stays. The
 * commands to hand over stay as well, with their receipts.
 */
export async function purge(
  vault: Store<VaultSchema>,
  known: ReadonlySet<string>,
  now: number,
): Promise<number> {
  const old = (await vault.run((db) => db.getAll('outbox'))).filter((each) => isOld(each, now));
  let removed = 0;
  for (const { id, kind } of old) {
    const isGone =
      kind === 'photo' ? await dropPhoto(vault, id, now) : await dropEntry(vault, id, known, now);
    removed += isGone ? 1 : 0;
  }
  return removed;
}

type Kept = Exclude<Parcel, Held | { readonly state: 'queued' | 'sending' }>;

/** Only a receipt makes a parcel "kept"; what waits, travels or is held is never old. */
function isOld(parcel: Parcel | undefined, now: number): parcel is Kept {
  return parcel?.state === 'kept' && now - parcel.at >= KEPT_FOR;
}

/** Asked again inside the transaction: a restored server may have called for it meanwhile. */
function dropEntry(
  vault: Store<VaultSchema>,
  id: string,
  known: ReadonlySet<string>,
  now: number,
): Promise<boolean> {
  return vault.run(async (db) => {
    const tx = db.transaction(['entries', 'outbox'], 'readwrite');
    const [parcel, row] = await Promise.all([
      tx.objectStore('outbox').get(id),
      tx.objectStore('entries').get(id),
    ]);
    if (!isOld(parcel, now) || row?.entry.kind === 'submit' || !known.has(id)) return false;
    await committed(tx, [
      tx.objectStore('entries').delete(id),
      tx.objectStore('outbox').delete(id),
    ]);
    return true;
  });
}

function dropPhoto(vault: Store<VaultSchema>, sha: string, now: number): Promise<boolean> {
  return vault.run(async (db) => {
    const tx = db.transaction(['photos', 'chunks', 'outbox'], 'readwrite');
    if (!isOld(await tx.objectStore('outbox').get(sha), now)) return false;
    const chunks = IDBKeyRange.bound([sha, 0], [sha, Infinity]);
    await committed(tx, [
      tx.objectStore('chunks').delete(chunks),
      tx.objectStore('photos').delete(sha),
      tx.objectStore('outbox').delete(sha),
    ]);
    return true;
  });
}
