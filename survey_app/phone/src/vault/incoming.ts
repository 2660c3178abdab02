/**
 * Files as the camera or the gallery gave them, until each has become a photo: decoding a large
 * picture is what kills cheap phones, and what the camera gave may be the only copy.
 */

import type { Json } from '../core/canonical';
import { keepPhoto, readPhoto, dropBytes } from './photos';
import type { Store } from './open';
import { ifRoom } from './room';
import type { VaultSchema } from './schema';

/** A photo to be: what its entry will say, and the hash of the file it is made from. */
export interface Incoming {
  readonly visit: string;
  readonly item: string | null;
  /** Given before: taken up twice, it is still one photo. */
  readonly slot: string;
  readonly taken_at: string;
  readonly consent: boolean | null;
  readonly position: Json;
  readonly name: string;
  readonly type: string;
  /** '' where there was no room for the file itself. */
  readonly sha256: string;
  /** How often it was taken up again after the page had died over it. */
  readonly tries: number;
}

const INCOMING = 'photos-incoming';

/** Keeps the file as it is; raises PhoneFull where there is no room for it. */
export async function receive(
  vault: Store<VaultSchema>,
  file: File,
  about: Omit<Incoming, 'name' | 'type' | 'sha256' | 'tries'>,
): Promise<Incoming> {
  const { name, type } = file;
  const bytes = await file.arrayBuffer();
  const { sha256 } = await keepPhoto(vault, {
    ...{ bytes, type, width: null, height: null, thumb: null },
  });
  const one = { ...about, name, type, sha256, tries: 0 };
  try {
    await listed(vault, (list) => [...list, one]);
  } catch (fault) {
    await dropBytes(vault, sha256);
    throw fault;
  }
  return one;
}

/** Those of a visit, in the order in which they were chosen. */
export async function received(
  vault: Store<VaultSchema>,
  visit: string,
): Promise<readonly Incoming[]> {
  return (await all(vault)).filter((each) => each.visit === visit);
}

/** The file again; null when the store has lost it. */
export async function fileOf(vault: Store<VaultSchema>, one: Incoming): Promise<File | null> {
  const found = await readPhoto(vault, one.sha256);
  return found && new File([found.bytes], one.name, { type: one.type });
}

export function takenUp(vault: Store<VaultSchema>, one: Incoming): Promise<void> {
  const again = { ...one, tries: one.tries + 1 };
  return listed(vault, (list) => list.map((each) => (each.slot === one.slot ? again : each)));
}

/** It has become a photo, or cannot become one: the file goes, unless it is the photo itself. */
export async function settle(vault: Store<VaultSchema>, one: Incoming): Promise<void> {
  if (one.sha256 === '') return;
  // Not struck off on a full phone, it is taken up again, into the same slot: still one photo.
  await ifRoom(() => listed(vault, (list) => list.filter((each) => each.slot !== one.slot)));
  const isWanted = (await all(vault)).some((each) => each.sha256 === one.sha256);
  if (!isWanted) await dropBytes(vault, one.sha256);
}

/** The hashes of all files that wait. */
export async function waitingFiles(vault: Store<VaultSchema>): Promise<ReadonlySet<string>> {
  return new Set((await all(vault)).map((each) => each.sha256));
}

async function all(vault: Store<VaultSchema>): Promise<readonly Incoming[]> {
  return asList(await vault.run((db) => db.get('meta', INCOMING)));
}

function listed(
  vault: Store<VaultSchema>,
  change: (list: readonly Incoming[]) => readonly Incoming[],
): Promise<void> {
  return vault.run(async (db) => {
    const tx = db.transaction('meta', 'readwrite', { durability: 'strict' });
    await tx.store.put(change(asList(await tx.store.get(INCOMING))), INCOMING);
    await tx.done;
  });
}

function asList(held: unknown): readonly Incoming[] {
  return Array.isArray(held) ? (held as readonly Incoming[]) : [];
}
