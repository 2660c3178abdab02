/** When the phone is full: text still fits, because a piece of ballast is thrown out first. */

import type { Store } from './open';
import type { VaultSchema } from './schema';

/** There is no room even for text: the screen must say so, and offer the rescue file. */
export class PhoneFull extends Error {
  override readonly name = 'PhoneFull';
}

const BALLAST = 'ballast';
const BALLAST_BYTES = 1024 * 1024;
/** `getRandomValues` fills no more than this at once. */
const PIECE = 65_536;

/** Puts the ballast aboard where it is missing; a full phone is left as it is. */
export async function takeBallast(vault: Store<VaultSchema>): Promise<void> {
  try {
    if ((await vault.run((db) => db.getKey('meta', BALLAST))) !== undefined) return;
    const ballast = incompressible();
    await vault.run((db) => db.put('meta', ballast, BALLAST));
  } catch (fault) {
    if (!isQuota(fault)) throw fault;
  }
}

/** No photo takes the room that was freed for words: first the ballast goes aboard again. */
export async function needBallast(vault: Store<VaultSchema>): Promise<void> {
  await takeBallast(vault);
  if ((await vault.run((db) => db.getKey('meta', BALLAST))) === undefined) throw new PhoneFull();
}

/** Runs a write of text; when there is no room, frees the ballast and runs it once more. */
export async function withRoom<T>(vault: Store<VaultSchema>, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (fault) {
    if (!isQuota(fault)) throw fault;
  }
  try {
    await vault.run((db) => db.delete('meta', BALLAST));
    return await write();
  } catch (fault) {
    if (isQuota(fault)) throw new PhoneFull();
    throw fault;
  }
}

/** Notes something that may go unnoted: a full phone must not stumble over its own bookkeeping. */
export async function ifRoom(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (fault) {
    if (!isQuota(fault)) throw fault;
  }
}

export function isQuota(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'QuotaExceededError';
}

/** Zeros would be stored as next to nothing, and free as little. */
function incompressible(): ArrayBuffer {
  const bytes = new Uint8Array(BALLAST_BYTES);
  for (let at = 0; at < bytes.length; at += PIECE) {
    crypto.getRandomValues(bytes.subarray(at, at + PIECE));
  }
  return bytes.buffer;
}
