/** Pictures that nothing shows any more: kept a while for the way back, then dropped. */

import { headsOf } from '../entries/heads';
import { readPhoto } from '../entries/values';
import { waitingFiles } from './incoming';
import type { Store } from './open';
import { dropBytes } from './photos';
import { ifRoom } from './room';
import type { VaultSchema } from './schema';
import { allEntries, fact, setFact } from './vault';

const LEFT = 'photos-left';
/** Milliseconds: as long as what the server has stays, for a server restored from a backup. */
const KEPT_FOR = 14 * 24 * 3_600_000;

/** The hashes of the photos that entries of this phone show. */
export async function shownPhotos(vault: Store<VaultSchema>): Promise<ReadonlySet<string>> {
  const heads = headsOf(await allEntries(vault)).filter((each) => each.kind === 'photo');
  return new Set(heads.flatMap((each) => readPhoto(each.value)?.sha256 ?? []));
}

/** Drops what has been left over for two weeks; answers how many. */
export async function sweepPhotos(vault: Store<VaultSchema>, now: number): Promise<number> {
  const left = await leftOver(vault);
  const known = asTimes(await fact(vault, LEFT));
  const since = new Map(left.map((sha) => [sha, Math.min(now, known[sha] ?? now)]));
  let dropped = 0;
  for (const [sha, at] of since) {
    if (now - at < KEPT_FOR || !(await dropBytes(vault, sha))) continue;
    since.delete(sha);
    dropped += 1;
  }
  await ifRoom(() => setFact(vault, LEFT, Object.fromEntries(since)));
  return dropped;
}

async function leftOver(vault: Store<VaultSchema>): Promise<readonly string[]> {
  const [photos, parcels] = await vault.run((db) =>
    Promise.all([db.getAllKeys('photos'), db.getAllKeys('outbox')]),
  );
  const sent = new Set(parcels);
  const loose = photos.filter((sha) => !sent.has(sha));
  if (loose.length === 0) return [];
  const [shown, waiting] = await Promise.all([shownPhotos(vault), waitingFiles(vault)]);
  return loose.filter((sha) => !shown.has(sha) && !waiting.has(sha));
}

function asTimes(held: unknown): Readonly<Record<string, number>> {
  return typeof held === 'object' && held !== null ? (held as Record<string, number>) : {};
}
