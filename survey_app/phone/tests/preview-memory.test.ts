import { IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openDB } from '../src/preview/memory';
import { vaultOf } from '../src/vault/open';
import { dropBytes, keepPhoto, readPhoto } from '../src/vault/photos';
import { ownEntries, parcels, record } from '../src/vault/vault';

// As vite.preview.config.ts swaps it.
vi.mock('idb', () => import('../src/preview/memory'));

const about = { kind: 'answer', item: 'A1', slot: null, layer: 'team' } as const;

let names = 0;

beforeEach(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  names += 1;
});

describe('the stores of a preview live in memory', () => {
  test('and take what the phone records, with its place in the outbox', async () => {
    const vault = vaultOf(`m${names}`);

    const first = await record(vault, { ...about, visit: 'v', value: { value: 'yes' } }, []);
    const second = await record(vault, { ...about, visit: 'v', value: { value: 'no' } }, []);

    expect(second.supersedes).toEqual([first.id]);
    expect((await ownEntries(vault, 'v')).map((each) => each.seq)).toEqual([1, 2]);
    expect((await parcels(vault)).map((each) => each.state)).toEqual(['queued', 'queued']);
    expect(await ownEntries(vault, 'another')).toEqual([]);
  });

  test('also a picture, piece by piece and in order', async () => {
    const vault = vaultOf(`m${names}`);
    const bytes = Uint8Array.from({ length: 700_000 }, (_, at) => at % 251).buffer;
    const { sha256 } = await keepPhoto(vault, {
      ...{ bytes, type: 'image/jpeg', width: 2, height: 1, thumb: null },
    });

    const read = await readPhoto(vault, sha256);
    const dropped = await dropBytes(vault, sha256);

    expect(Buffer.from(read?.bytes ?? new ArrayBuffer(0)).equals(Buffer.from(bytes))).toBe(true);
    expect([dropped, await readPhoto(vault, sha256)]).toEqual([true, null]);
  });

  test('the same key is not added twice, and nothing is there that was not made', async () => {
    const upgrade = (db: Awaited<ReturnType<typeof openDB>>): void => {
      db.createObjectStore('rows', { keyPath: 'id' });
    };
    const db = await openDB(`d${names}`, 1, { upgrade });
    await db.put('rows', { id: 'a' });
    const { store } = db.transaction('rows');

    await expect(store.add({ id: 'a' })).rejects.toThrow('taken');
    expect(() => db.getAll('others')).toThrow('no store');
    expect(() => store.index('others')).toThrow('no index');
  });
});
