/** The vault of one person on this phone: what was recorded here and is never dropped unsent. */

import type { IDBPDatabase, IDBPObjectStore, StoreNames } from 'idb';
import type { Json } from '../core/canonical';
import { nfc } from '../core/canonical';
import { localTime } from '../core/clock';
import { uuid7 } from '../core/uuid';
import { entryDigest, slotKey, type About, type Entry } from '../entries/entry';
import { newParcel, type Parcel } from '../outbox/machine';
import { committed, type Store } from './open';
import { withRoom } from './room';
import type { PhotoRow, ReceiptRow, VaultSchema } from './schema';

export interface Draft extends About {
  readonly visit: string;
  readonly value: Json;
}

/** What is recorded besides: the photo whose bytes are in the vault already. */
export interface WithPhoto {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes an entry and its place in the outbox in one transaction; both are there or neither.
 * `seen` are the entries about the same thing that came from elsewhere.
 */
export async function record(
  vault: Store<VaultSchema>,
  draft: Draft,
  seen: readonly Entry[],
  photo?: WithPhoto,
): Promise<Entry> {
  const device = await withRoom(vault, () => deviceOf(vault));
  const plain = { ...draft, value: nfc(draft.value) };
  for (;;) {
    const entry = await drafted(vault, plain, seen, device);
    // The hash is asynchronous and a transaction does not wait for it, so it is taken before.
    const rows = await parcelsOf(entry, photo);
    if (await withRoom(vault, () => keep(vault, entry, rows))) return entry;
    // Another tab took this number meanwhile: what it wrote is seen in the next turn.
  }
}

/** The entries of a visit that were made on this phone. */
export function ownEntries(vault: Store<VaultSchema>, visit: string): Promise<readonly Entry[]> {
  return vault.run(async (db) =>
    (await db.getAllFromIndex('entries', 'visit', visit)).map((row) => row.entry),
  );
}

export function entriesById(
  vault: Store<VaultSchema>,
  ids: readonly string[],
): Promise<readonly Entry[]> {
  return vault.run(async (db) => {
    const rows = await Promise.all(ids.map((id) => db.get('entries', id)));
    return rows.flatMap((row) => (row ? [row.entry] : []));
  });
}

export function allEntries(vault: Store<VaultSchema>): Promise<readonly Entry[]> {
  return vault.run(async (db) => (await db.getAll('entries')).map((row) => row.entry));
}

export function parcels(vault: Store<VaultSchema>): Promise<readonly Parcel[]> {
  return vault.run((db) => db.getAll('outbox'));
}

/** Also on a full phone: what has arrived must be known to have arrived, or nothing can be freed. */
export function putParcels(vault: Store<VaultSchema>, rows: readonly Parcel[]): Promise<void> {
  const write = async (db: IDBPDatabase<VaultSchema>): Promise<void> => {
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    await committed(
      tx,
      rows.map((row) => tx.store.put(row)),
    );
  };
  return withRoom(vault, () => vault.run(write));
}

/**
 * Changes parcels as they stand in the store, in one transaction: another tab may have moved them
 * on since they were read. `change` answers the parcel itself where it stays; the changed ones.
 */
export function alterParcels(
  vault: Store<VaultSchema>,
  change: (parcel: Parcel) => Parcel,
): Promise<readonly Parcel[]> {
  // Also on a full phone: what cannot be marked for sending would keep the room that it takes.
  const alter = async (db: IDBPDatabase<VaultSchema>): Promise<readonly Parcel[]> => {
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const changed = (await tx.store.getAll()).flatMap((each) => {
      const next = change(each);
      return next === each ? [] : [next];
    });
    await committed(
      tx,
      changed.map((row) => tx.store.put(row)),
    );
    return changed;
  };
  return withRoom(vault, () => vault.run(alter));
}

export function putReceipts(vault: Store<VaultSchema>, rows: readonly ReceiptRow[]): Promise<void> {
  const write = async (db: IDBPDatabase<VaultSchema>): Promise<void> => {
    const tx = db.transaction('receipts', 'readwrite', { durability: 'strict' });
    await committed(
      tx,
      rows.map((row) => tx.store.put(row)),
    );
  };
  return withRoom(vault, () => vault.run(write));
}

export function receiptOf(vault: Store<VaultSchema>, id: string): Promise<ReceiptRow | undefined> {
  return vault.run((db) => db.get('receipts', id));
}

export function photoRow(vault: Store<VaultSchema>, sha: string): Promise<PhotoRow | undefined> {
  return vault.run((db) => db.get('photos', sha));
}

export function fact(vault: Store<VaultSchema>, name: string): Promise<unknown> {
  return vault.run((db) => db.get('meta', name));
}

export async function setFact(
  vault: Store<VaultSchema>,
  name: string,
  value: unknown,
): Promise<void> {
  await vault.run((db) => db.put('meta', value, name));
}

function drafted(
  vault: Store<VaultSchema>,
  draft: Draft,
  seen: readonly Entry[],
  device: string,
): Promise<Entry> {
  return vault.run(async (db) => {
    const tx = db.transaction(['entries', 'outbox', 'meta']);
    const place = [draft.visit, slotKey(draft)] as [string, string];
    const own = await tx.objectStore('entries').index('place').getAll(place);
    const seq = Number((await tx.objectStore('meta').get('seq')) ?? 0) + 1;
    const { visit, kind, item, slot, layer, value } = draft;
    const about = [...seen, ...own.map((row) => row.entry)];
    const held = await heldAmong(tx.objectStore('outbox'), about);
    // What the server holds replaces nothing there: what it would replace is replaced as well.
    const taken = about.filter((each) => !held.has(each.id));
    const supersedes = [...new Set([...headsAmong(about), ...headsAmong(taken)])].sort();
    const made_at = localTime();
    return { id: uuid7(), visit, kind, item, slot, layer, value, supersedes, device, seq, made_at };
  });
}

/** Whether it was kept: not when the number of the entry has been taken by another tab. */
function keep(vault: Store<VaultSchema>, entry: Entry, rows: readonly Parcel[]): Promise<boolean> {
  return vault.run(async (db) => {
    // Relaxed: a keystroke may cost a second when the battery is pulled, never the answer before.
    const durability = rows.length > 1 || entry.kind === 'submit' ? 'strict' : 'relaxed';
    const tx = db.transaction(['entries', 'outbox', 'meta'], 'readwrite', { durability });
    const taken = Number((await tx.objectStore('meta').get('seq')) ?? 0);
    if (taken + 1 !== entry.seq) return false;
    const { id, visit } = entry;
    await committed(tx, [
      tx.objectStore('meta').put(entry.seq, 'seq'),
      tx.objectStore('entries').add({ id, visit, place: slotKey(entry), entry }),
      ...rows.map((row) => putNew(tx.objectStore('outbox'), row)),
    ]);
    return true;
  });
}

/** The same picture twice is one parcel; what the server has is not sent again. */
async function putNew(
  store: IDBPObjectStore<VaultSchema, ArrayLike<StoreNames<VaultSchema>>, 'outbox', 'readwrite'>,
  row: Parcel,
): Promise<void> {
  if ((await store.get(row.id)) === undefined) await store.put(row);
}

async function heldAmong(
  store: IDBPObjectStore<VaultSchema, ArrayLike<StoreNames<VaultSchema>>, 'outbox'>,
  entries: readonly Entry[],
): Promise<ReadonlySet<string>> {
  const rows = await Promise.all(entries.map((each) => store.get(each.id)));
  return new Set(rows.flatMap((row) => (row?.state === 'held' ? [row.id] : [])));
}

/** All of these are about one thing: the ids that none of the others replaces, each once. */
function headsAmong(entries: readonly Entry[]): readonly string[] {
  const replaced = new Set(entries.flatMap((each) => each.supersedes));
  return [...new Set(entries.map((each) => each.id))].filter((id) => !replaced.has(id)).sort();
}

async function parcelsOf(entry: Entry, photo?: WithPhoto): Promise<readonly Parcel[]> {
  const { id, visit, seq } = entry;
  const bytes = new TextEncoder().encode(JSON.stringify(entry)).byteLength;
  const digest = await entryDigest(entry);
  const text = newParcel({ id, kind: 'entry', visit, digest, bytes, seq });
  if (!photo) return [text];
  const { sha256 } = photo;
  const common = { id: sha256, visit, digest: sha256, bytes: photo.bytes, seq };
  return [text, newParcel({ ...common, kind: 'photo' })];
}

const devices = new WeakMap<Store<VaultSchema>, string>();

/** The device of a vault stays the same for good: asked for once. */
async function deviceOf(vault: Store<VaultSchema>): Promise<string> {
  const known = devices.get(vault) ?? (await deviceIn(vault));
  devices.set(vault, known);
  return known;
}

function deviceIn(vault: Store<VaultSchema>): Promise<string> {
  return vault.run(async (db) => {
    const tx = db.transaction('meta', 'readwrite');
    const known = await tx.store.get('device');
    const device = typeof known === 'string' ? known : uuid7();
    if (known === undefined) await tx.store.put(device, 'device');
    await tx.done;
    return device;
  });
}
