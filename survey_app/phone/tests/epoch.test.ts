import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newParcel, type Parcel } from '../src/outbox/machine';
import { login } from '../src/store/phone';
import { rescueFile } from '../src/store/rescue';
import { meetEpoch } from '../src/store/sending';
import {
  enter,
  placeOf,
  leave,
  outbox,
  storeParcels,
  type Workplace,
} from '../src/store/workplace';
import { keepPhoto } from '../src/vault/photos';
import { fact, record } from '../src/vault/vault';

const USER = { id: '7', username: 'an', name: 'Thành viên', role: 'member' };
let user = 0;
let place: Workplace;
let asked: { readonly entries: readonly string[]; readonly photos: readonly string[] }[];
/** What the restored server says; null: it does not answer. */
let has: readonly string[] | null;

beforeEach(async () => {
  user += 1;
  place = await enter(placeOf(`epoch-${user}`));
  login.value = { user: USER, token: 'token' };
  asked = [];
  vi.stubGlobal('fetch', (_: string, options: RequestInit) => {
    if (has === null) return Promise.reject(new Error('no network'));
    asked.push(JSON.parse(options.body as string) as (typeof asked)[0]);
    const body = JSON.stringify({ epoch: 'second', entries: has, photos: [] });
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'application/json' } }));
  });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  login.value = null;
  await leave();
});

function parcel(id: string, more: object): Parcel {
  const common = { id, kind: 'entry', visit: 'v1', digest: id, bytes: 1, seq: 1 } as const;
  return { ...newParcel(common), ...more };
}

const KEPT = { state: 'kept', at: 1, number: 1 };
const HELD = { state: 'held', at: 1, code: 'item-closed', onServer: true };

async function meet(): Promise<Record<string, string>> {
  await storeParcels(place, [
    parcel('known', KEPT),
    parcel('lost', KEPT),
    parcel('held', HELD),
    parcel('withdrawn', { ...HELD, isWithdrawn: true }),
  ]);
  await meetEpoch(place, 'first');
  await meetEpoch(place, 'second');
  return Object.fromEntries([...outbox.value.values()].map((each) => [each.id, each.state]));
}

test('what a restored server lacks goes out again, and nothing else', async () => {
  has = ['known'];

  expect(await meet()).toEqual({
    ...{ known: 'kept', lost: 'queued', held: 'queued', withdrawn: 'held' },
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.entries).toEqual(['held', 'known', 'lost']);
  expect(await fact(place.vault, 'epoch')).toBe('second');
});

test('without an answer the old epoch stands, so that it is asked again', async () => {
  has = null;

  expect(await meet()).toMatchObject({ known: 'kept', lost: 'kept' });
  expect(await fact(place.vault, 'epoch')).toBe('first');
});

test('the same epoch asks nothing', async () => {
  has = [];
  await meetEpoch(place, 'first');

  await meetEpoch(place, 'first');

  expect(asked).toEqual([]);
});

test('the rescue file holds what is unsent, with its pictures, and nothing that was sent', async () => {
  const bytes = new TextEncoder().encode('ảnh').buffer;
  const row = await keepPhoto(place.vault, {
    ...{ bytes, type: 'image/jpeg', width: 1, height: 1, thumb: null },
  });
  const about = { item: 'A1', layer: null, visit: 'v1' } as const;
  const unsent = await record(
    place.vault,
    { ...about, kind: 'photo', slot: 's', value: { sha256: row.sha256 } },
    [],
    row,
  );
  const sent = await record(place.vault, { ...about, kind: 'note', slot: 'n', value: {} }, []);
  await enter(placeOf(place.user));
  await storeParcels(place, [parcel(sent.id, KEPT)]);

  const file = JSON.parse((await (await rescueFile())?.text()) ?? 'null') as Record<
    string,
    unknown
  >;

  expect(file).toMatchObject({
    format: 'survey-rescue-1',
    user: { ...USER, id: 7 },
    entries: [unsent],
  });
  expect(file['photos']).toEqual([
    {
      sha256: row.sha256,
      type: 'image/jpeg',
      base64: btoa(String.fromCharCode(...new Uint8Array(bytes))),
    },
  ]);
});

test('a picture that is gone is named in the rescue file, so that nobody believes it whole', async () => {
  await storeParcels(place, [{ ...parcel('a'.repeat(64), {}), kind: 'photo' }]);

  const file = JSON.parse((await (await rescueFile())?.text()) ?? 'null') as Record<
    string,
    unknown
  >;

  expect(file['photos']).toEqual([{ sha256: 'a'.repeat(64), missing: true }]);
});

test('nothing unsent makes no rescue file', async () => {
  expect(await rescueFile()).toBeNull();
});
