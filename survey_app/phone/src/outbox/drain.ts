/** Empties the outbox as far as it goes: text first, then photos, two at a time. */

import type { Entry } from '../entries/entry';
import {
  afterReply,
  departing,
  nextEntries,
  nextPhotos,
  recovered,
  UNREADABLE,
  unreadable,
  type Held,
  type Parcel,
  type Queued,
  type Reply,
  type Sending,
} from './machine';

/** Where the parcels and their contents lie. */
export interface Shelf {
  readonly parcels: () => Promise<readonly Parcel[]>;
  readonly put: (parcels: readonly Parcel[]) => Promise<void>;
  readonly entries: (ids: readonly string[]) => Promise<readonly Entry[]>;
  /** null when the bytes cannot be read any more. */
  readonly photo: (sha256: string) => Promise<PhotoBytes | null>;
}

export interface PhotoBytes {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** The way to the server. */
export interface Post {
  readonly entries: (visit: string, entries: readonly Entry[]) => Promise<Reply>;
  readonly photo: (visit: string, sha256: string, photo: PhotoBytes) => Promise<Reply>;
  /** Keeps for the office what was refused; whether it did. */
  readonly rescue: (visit: string, content: string | PhotoBytes) => Promise<boolean>;
}

/** Time and chance, so that a test can own both. */
export interface World {
  readonly now: () => number;
  readonly chance: () => number;
}

const PHOTOS_AT_ONCE = 2;

/**
 * Sends until nothing is due. Call it only while holding the sender's lock: whatever says
 * "sending" at the start was left by a sender that is no more.
 */
export async function drain(shelf: Shelf, post: Post, world: World): Promise<void> {
  const left = (await shelf.parcels()).filter((each): each is Sending => each.state === 'sending');
  if (left.length > 0) await shelf.put(left.map(recovered));
  while (await oneRound(shelf, post, world)) {
    // Each round reads the store anew: text written meanwhile goes before the next photo.
  }
  await rescueHeld(shelf, post);
}

async function oneRound(shelf: Shelf, post: Post, world: World): Promise<boolean> {
  const parcels = await shelf.parcels();
  const entries = nextEntries(parcels, world.now());
  if (entries.length > 0) {
    await sendEntries(shelf, post, world, entries);
    return true;
  }
  const photos = nextPhotos(parcels, world.now(), PHOTOS_AT_ONCE);
  await Promise.all(photos.map((each) => sendPhoto(shelf, post, world, each)));
  return photos.length > 0;
}

async function sendEntries(
  shelf: Shelf,
  post: Post,
  world: World,
  parcels: readonly Queued[],
): Promise<void> {
  const found = new Map(
    (await shelf.entries(parcels.map((each) => each.id))).map((e) => [e.id, e]),
  );
  const lost = parcels.filter((each) => !found.has(each.id));
  if (lost.length > 0) await shelf.put(lost.map((each) => unreadable(each, world.now())));
  const batch = parcels.filter((each) => found.has(each.id)).map((p) => departing(p, world.now()));
  const first = batch[0];
  if (!first) return;
  await shelf.put(batch);
  const entries = batch.flatMap((each) => found.get(each.id) ?? []);
  const reply = await post.entries(first.visit, entries);
  await shelf.put(afterReply(batch, reply, world.now(), world.chance()));
}

async function sendPhoto(shelf: Shelf, post: Post, world: World, parcel: Queued): Promise<void> {
  const photo = await shelf.photo(parcel.id);
  if (!photo) {
    await shelf.put([unreadable(parcel, world.now())]);
    return;
  }
  const sending = departing(parcel, world.now());
  await shelf.put([sending]);
  const reply = await post.photo(parcel.visit, parcel.id, photo);
  await shelf.put(afterReply([sending], reply, world.now(), world.chance()));
}

/** What was refused is at least brought to the office, raw. */
async function rescueHeld(shelf: Shelf, post: Post): Promise<void> {
  const here = (await shelf.parcels()).filter(
    (each): each is Held => each.state === 'held' && !each.onServer && each.code !== UNREADABLE,
  );
  for (const each of here) {
    const content = await contentOf(shelf, each);
    if (content !== null && (await post.rescue(each.visit, content))) {
      await shelf.put([{ ...each, onServer: true }]);
    }
  }
}

async function contentOf(shelf: Shelf, parcel: Held): Promise<string | PhotoBytes | null> {
  if (parcel.kind === 'photo') return shelf.photo(parcel.id);
  const [entry] = await shelf.entries([parcel.id]);
  return entry ? JSON.stringify({ entries: [entry] }) : null;
}
