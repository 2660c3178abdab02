import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { entryDigest } from '../src/entries/entry';
import { vaultOf, type Store } from '../src/vault/open';
import { keepPhoto, readPhoto } from '../src/vault/photos';
import { PhoneFull, withRoom } from '../src/vault/room';
import type { VaultSchema } from '../src/vault/schema';
import { alterParcels, ownEntries, parcels, record, type Draft } from '../src/vault/vault';

const VISIT = '5f0c6c3e-3c1e-4c1b-9a45-0d2f6f1f7a11';
const ABOUT = { kind: 'answer', item: 'A1', slot: null, layer: 'team' } as const;
let user = 0;

function fresh(): Store<VaultSchema> {
  user += 1;
  return vaultOf(`user-${user}`);
}

function draft(value: Draft['value'], more: Partial<Draft> = {}): Draft {
  return { ...ABOUT, visit: VISIT, value, ...more };
}

describe('what is recorded', () => {
  test('an entry and its place in the outbox are written together', async () => {
    const vault = fresh();

    const entry = await record(vault, draft({ value: 'yes' }), []);

    expect(await ownEntries(vault, VISIT)).toEqual([entry]);
    expect(await parcels(vault)).toMatchObject([
      { id: entry.id, state: 'queued', digest: await entryDigest(entry), visit: VISIT },
    ]);
  });

  test('an entry replaces what the phone knew about the same thing, from here and elsewhere', async () => {
    const vault = fresh();
    const first = await record(vault, draft({ value: 'yes' }), []);
    const colleague = { ...first, id: 'from-a-colleague', supersedes: [] };

    const second = await record(vault, draft({ value: 'no' }), [colleague]);

    expect(second.supersedes).toEqual([first.id, 'from-a-colleague'].sort());
  });

  test('an entry replaces nothing about another thing', async () => {
    const vault = fresh();
    await record(vault, draft({ value: 'yes' }), []);

    const other = await record(vault, draft({ value: 'no' }, { layer: 'self' }), []);

    expect(other.supersedes).toEqual([]);
  });

  test('forty entries at once from two tabs: each number once, one head', async () => {
    const vault = fresh();
    const tab = vaultOf(`user-${user}`);

    await Promise.all(
      Array.from({ length: 40 }, (_, at) => record(at % 2 ? vault : tab, draft({ value: at }), [])),
    );

    const entries = await ownEntries(vault, VISIT);
    expect(new Set(entries.map((each) => each.seq)).size).toBe(40);
    const replaced = new Set(entries.flatMap((each) => each.supersedes));
    expect(entries.filter((each) => !replaced.has(each.id))).toHaveLength(1);
  });

  test('text is stored composed, as it is hashed', async () => {
    const entry = await record(fresh(), draft({ value: 'Hoa\u0301' }), []);

    expect(entry.value).toEqual({ value: 'Hoá' });
  });

  test('a connection that the browser closed is opened again', async () => {
    const vault = fresh();
    await record(vault, draft({ value: 'yes' }), []);
    await vault.run((db) => {
      db.close();
      return Promise.resolve();
    });

    await record(vault, draft({ value: 'no' }), []);

    expect(await ownEntries(vault, VISIT)).toHaveLength(2);
  });
});

describe('photos', () => {
  const photo = (size: number): Parameters<typeof keepPhoto>[1] => ({
    bytes: Uint8Array.from({ length: size }, (_, at) => at % 251).buffer,
    type: 'image/jpeg',
    width: 1,
    height: 1,
    thumb: null,
  });

  test.each([1, 256 * 1024, 256 * 1024 + 1, 700_000])(
    'a photo of %i bytes is read back as it was',
    async (size) => {
      const vault = fresh();

      const row = await keepPhoto(vault, photo(size));

      const found = await readPhoto(vault, row.sha256);
      // Compared as bytes: one by one, a photo takes seconds.
      const [back, sent] = [found?.bytes ?? new ArrayBuffer(0), photo(size).bytes];
      expect(Buffer.from(back).equals(Buffer.from(sent))).toBe(true);
    },
  );

  test('a photo that lost a chunk is told from a whole one', async () => {
    const vault = fresh();
    const row = await keepPhoto(vault, photo(700_000));

    await vault.run((db) => db.delete('chunks', [row.sha256, 1]));

    expect(await readPhoto(vault, row.sha256)).toBeNull();
  });

  test('a photo with one changed byte is told from a whole one', async () => {
    const vault = fresh();
    const row = await keepPhoto(vault, photo(1000));

    await vault.run((db) => db.put('chunks', new Uint8Array(1000).buffer, [row.sha256, 0]));

    expect(await readPhoto(vault, row.sha256)).toBeNull();
  });

  test('the same photo twice is one parcel', async () => {
    const vault = fresh();
    const { sha256, bytes } = await keepPhoto(vault, photo(1000));
    const about = { kind: 'photo', item: 'A1', layer: null } as const;

    for (const slot of ['one', 'two']) {
      const value = { sha256, bytes };
      await record(vault, { ...about, slot, visit: VISIT, value }, [], { sha256, bytes });
    }

    const kinds = (await parcels(vault)).map((each) => each.kind).sort();
    expect(kinds).toEqual(['entry', 'entry', 'photo']);
  });
});

describe('a full phone', () => {
  const full = (): Promise<never> =>
    Promise.reject(new DOMException('no room', 'QuotaExceededError'));

  test('the ballast goes first, and the text fits', async () => {
    const vault = fresh();
    await vault.run((db) => db.put('meta', new ArrayBuffer(8), 'ballast'));
    let tries = 0;

    const kept = await withRoom(vault, () => {
      tries += 1;
      return tries === 1 ? full() : Promise.resolve('kept');
    });

    expect(kept).toBe('kept');
    expect(await vault.run((db) => db.get('meta', 'ballast'))).toBeUndefined();
  });

  test('what waits can be marked for sending there, or it would keep its room for good', async () => {
    const vault = fresh();
    await record(vault, draft({ value: 'yes' }), []);
    await vault.run((db) => db.put('meta', new ArrayBuffer(8), 'ballast'));
    const write = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });

    const changed = await alterParcels(vault, (each) => ({ ...each, seq: 9 }));
    write.mockRestore();

    expect(changed).toHaveLength(1);
    expect(await vault.run((db) => db.get('meta', 'ballast'))).toBeUndefined();
  });

  test('without room even then, it is said', async () => {
    await expect(withRoom(fresh(), full)).rejects.toBeInstanceOf(PhoneFull);
  });
});
