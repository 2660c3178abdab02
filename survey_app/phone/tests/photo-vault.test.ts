import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { burnListed, burnSoon } from '../src/vault/ashes';
import { holdBack, inHand, letGo } from '../src/vault/inhand';
import { fileOf, receive, received, settle } from '../src/vault/incoming';
import { sweepPhotos } from '../src/vault/leftovers';
import { vaultOf, type Store } from '../src/vault/open';
import { keepPhoto, PhotoNotKept, readPhoto, shelve } from '../src/vault/photos';
import type { VaultSchema } from '../src/vault/schema';
import { parcels, putParcels, record } from '../src/vault/vault';
import { departing } from '../src/outbox/machine';

const DAY = 24 * 3_600_000;
const ABOUT = { kind: 'photo', item: 'A1', slot: 's1', layer: null } as const;
let vault: Store<VaultSchema>;
let n = 0;

beforeEach(() => {
  n += 1;
  vault = vaultOf(`photos-${n}`);
});

function picture(...bytes: number[]): Parameters<typeof keepPhoto>[1] {
  const { buffer } = new Uint8Array(bytes);
  return { bytes: buffer, type: 'image/jpeg', width: 2, height: 2, thumb: null };
}

/** A photo that waits to be sent. */
async function taken(slot = 's1', ...bytes: number[]): Promise<string> {
  const { sha256, bytes: size } = await keepPhoto(vault, picture(...bytes));
  const value = { sha256, bytes: size };
  await record(vault, { ...ABOUT, slot, visit: 'v1', value }, [], value);
  return sha256;
}

async function ids(): Promise<readonly string[]> {
  return (await parcels(vault)).map((each) => each.id);
}

test('a photo that was burnt is nowhere on the phone, and nothing of it is sent', async () => {
  const sha = await taken('s1', 1, 2);

  await burnSoon(vault, sha);

  expect(await readPhoto(vault, sha)).toBeNull();
  expect(await ids()).not.toContain(sha);
  const chunks = await vault.run((db) => db.getAllKeys('chunks'));
  expect(chunks).toEqual([]);
});

test('one that is on its way is burnt when the sender has come back', async () => {
  const sha = await taken('s1', 1, 2);
  const [parcel] = (await parcels(vault)).filter((each) => each.id === sha);
  if (parcel?.state !== 'queued') throw new Error('not queued');
  await putParcels(vault, [departing(parcel, 0)]);

  await burnSoon(vault, sha);
  expect(await readPhoto(vault, sha)).not.toBeNull();
  await putParcels(vault, [parcel]);

  expect(await burnListed(vault)).toBe(true);
  expect(await readPhoto(vault, sha)).toBeNull();
  expect(await burnListed(vault)).toBe(false);
});

test('a photo on the shelf is not sent but can be put back', async () => {
  const sha = await taken('s1', 1, 2);

  await shelve(vault, sha);

  expect(await ids()).not.toContain(sha);
  const value = { sha256: sha, bytes: 2 };
  await record(vault, { ...ABOUT, visit: 'v1', value }, [], value);
  expect(await ids()).toContain(sha);
  expect((await readPhoto(vault, sha))?.bytes.byteLength).toBe(2);
});

test('what somebody looks at is in hand, until they close it or ten minutes have passed', async () => {
  await holdBack(vault, 'a', 1_000);
  await holdBack(vault, 'b', 1_000);

  expect([...(await inHand(vault, 2_000))].sort()).toEqual(['a', 'b']);
  expect((await inHand(vault, 1_000 + 10 * 60_000)).size).toBe(0);
  // A clock that was set back by a year.
  expect((await inHand(vault, 1_000 - 365 * DAY)).size).toBe(0);
  await letGo(vault);
  expect((await inHand(vault, 2_000)).size).toBe(0);
});

const COMING = {
  ...{ visit: 'v1', item: 'A1', slot: 's9', taken_at: '', consent: null, position: null },
};

test('a file that came in is there again after the page has died', async () => {
  const file = new File([new Uint8Array([7, 8, 9])], 'IMG.HEIC', { type: 'image/heic' });
  await receive(vault, file, COMING);

  const [one] = await received(vault, 'v1');
  const again = one && (await fileOf(vault, one));

  expect(new Uint8Array((await again?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(
    new Uint8Array([7, 8, 9]),
  );
  expect([again?.name, again?.type]).toEqual(['IMG.HEIC', 'image/heic']);
  expect(await received(vault, 'v2')).toEqual([]);
});

test('a file that has become a photo goes; one that is the photo itself stays', async () => {
  const one = await receive(vault, new File([new Uint8Array([1])], 'a.jpg'), COMING);
  const two = await receive(vault, new File([new Uint8Array([2])], 'b.heic'), {
    ...COMING,
    slot: 's2',
  });
  await taken('s2', 2);

  await settle(vault, one);
  await settle(vault, two);

  expect(await readPhoto(vault, one.sha256)).toBeNull();
  expect(await readPhoto(vault, two.sha256)).not.toBeNull();
  expect(await received(vault, 'v1')).toEqual([]);
});

test('the same file chosen twice stays until both have become photos', async () => {
  const file = (): File => new File([new Uint8Array([5])], 'a.jpg');
  const one = await receive(vault, file(), COMING);
  const two = await receive(vault, file(), { ...COMING, slot: 's2' });

  await settle(vault, one);
  expect(await fileOf(vault, two)).not.toBeNull();
  await settle(vault, two);

  expect(await readPhoto(vault, one.sha256)).toBeNull();
});

test('a picture that nothing shows stays for two weeks, and one that is shown for ever', async () => {
  const shown = await taken('s1', 1);
  await shelve(vault, shown);
  const loose = await keepPhoto(vault, picture(4, 4));
  const coming = await receive(vault, new File([new Uint8Array([6])], 'a.jpg'), COMING);

  expect(await sweepPhotos(vault, 0)).toBe(0);
  expect(await sweepPhotos(vault, 13 * DAY)).toBe(0);
  expect(await sweepPhotos(vault, 15 * DAY)).toBe(1);

  expect(await readPhoto(vault, loose.sha256)).toBeNull();
  expect(await readPhoto(vault, shown)).not.toBeNull();
  expect(await readPhoto(vault, coming.sha256)).not.toBeNull();
});

test('a photo that cannot be read back is not kept in part', async () => {
  const put: IDBObjectStore['put'] = Reflect.get(IDBObjectStore.prototype, 'put');
  const worn = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    const kept = this.name === 'chunks' ? new ArrayBuffer(3) : value;
    return key === undefined ? put.call(this, kept) : put.call(this, kept, key);
  });

  await expect(keepPhoto(vault, picture(1, 2, 3))).rejects.toThrow(PhotoNotKept);
  worn.mockRestore();

  expect(await vault.run((db) => db.getAllKeys('photos'))).toEqual([]);
});
