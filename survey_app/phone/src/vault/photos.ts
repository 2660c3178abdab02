/** Photos in the vault: chunks of 256 KB, hashed, and read back before anything says "saved". */

import { sha256 } from '../core/sha256';
import type { PhotoBytes } from '../outbox/drain';
import { committed, type Store } from './open';
import { isQuota, needBallast, PhoneFull } from './room';
import type { PhotoRow, VaultSchema } from './schema';

/** What was read back is not what was written. */
export class PhotoNotKept extends Error {
  override readonly name = 'PhotoNotKept';
}

export interface NewPhoto extends PhotoBytes {
  readonly width: number | null;
  readonly height: number | null;
  readonly thumb: ArrayBuffer | null;
}

const CHUNK = 256 * 1024;

/** Stores the photo and answers its row; raises PhoneFull or PhotoNotKept, and then keeps nothing. */
export async function keepPhoto(vault: Store<VaultSchema>, photo: NewPhoto): Promise<PhotoRow> {
  const row = await rowOf(photo);
  await needBallast(vault);
  try {
    await writeChunks(vault, row, photo.bytes);
  } catch (fault) {
    if (isQuota(fault)) throw new PhoneFull();
    throw fault;
  }
  if ((await readPhoto(vault, row.sha256)) === null) {
    await dropBytes(vault, row.sha256);
    throw new PhotoNotKept();
  }
  return row;
}

/** The bytes as they were, or null when the store lost or changed a part of them. */
export async function readPhoto(
  vault: Store<VaultSchema>,
  sha: string,
): Promise<PhotoBytes | null> {
  const found = await vault.run(async (db) => {
    const tx = db.transaction(['photos', 'chunks']);
    const row = await tx.objectStore('photos').get(sha);
    if (!row) return null;
    const range = IDBKeyRange.bound([sha, 0], [sha, row.chunks - 1]);
    return { row, chunks: await tx.objectStore('chunks').getAll(range) };
  });
  if (!found) return null;
  const bytes = joined(found.chunks, found.row.bytes);
  return bytes && (await sha256(bytes)) === sha ? { bytes, type: found.row.type } : null;
}

/** Removes the bytes, unless they are in the outbox: what is to be sent is never dropped. */
export function dropBytes(vault: Store<VaultSchema>, sha: string): Promise<boolean> {
  return vault.run(async (db) => {
    const tx = db.transaction(['photos', 'chunks', 'outbox'], 'readwrite');
    if ((await tx.objectStore('outbox').get(sha)) !== undefined) return false;
    await committed(tx, [
      tx.objectStore('chunks').delete(chunksOf(sha)),
      tx.objectStore('photos').delete(sha),
    ]);
    return true;
  });
}

/**
 * Takes a photo that nothing shows any more out of the outbox, so that it is not sent; its bytes
 * stay for the way back. What is on its way already, or has arrived, stays as it is.
 */
export function shelve(vault: Store<VaultSchema>, sha: string): Promise<void> {
  return vault.run(async (db) => {
    const tx = db.transaction('outbox', 'readwrite');
    if ((await tx.store.get(sha))?.state === 'queued') await tx.store.delete(sha);
    await tx.done;
  });
}

/** Removes the bytes and their place in the outbox; false while they are on their way. */
export function burn(vault: Store<VaultSchema>, sha: string): Promise<boolean> {
  return vault.run(async (db) => {
    const tx = db.transaction(['photos', 'chunks', 'outbox'], 'readwrite', {
      durability: 'strict',
    });
    if ((await tx.objectStore('outbox').get(sha))?.state === 'sending') return false;
    await committed(tx, [
      tx.objectStore('chunks').delete(chunksOf(sha)),
      tx.objectStore('photos').delete(sha),
      tx.objectStore('outbox').delete(sha),
    ]);
    return true;
  });
}

export function chunksOf(sha: string): IDBKeyRange {
  return IDBKeyRange.bound([sha, 0], [sha, Infinity]);
}

async function rowOf(photo: NewPhoto): Promise<PhotoRow> {
  const { bytes, type, width, height, thumb } = photo;
  const chunks = Math.max(1, Math.ceil(bytes.byteLength / CHUNK));
  const hash = await sha256(bytes);
  return { sha256: hash, bytes: bytes.byteLength, type, chunks, width, height, thumb };
}

function writeChunks(vault: Store<VaultSchema>, row: PhotoRow, bytes: ArrayBuffer): Promise<void> {
  return vault.run(async (db) => {
    const tx = db.transaction(['photos', 'chunks'], 'readwrite', { durability: 'strict' });
    const writes: Promise<unknown>[] = [tx.objectStore('photos').put(row)];
    for (let n = 0; n < row.chunks; n += 1) {
      const piece = bytes.slice(n * CHUNK, (n + 1) * CHUNK);
      writes.push(tx.objectStore('chunks').put(piece, [row.sha256, n]));
    }
    await committed(tx, writes);
  });
}

function joined(chunks: readonly ArrayBuffer[], total: number): ArrayBuffer | null {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    if (at + chunk.byteLength > total) return null;
    whole.set(new Uint8Array(chunk), at);
    at += chunk.byteLength;
  }
  return at === total ? whole.buffer : null;
}
