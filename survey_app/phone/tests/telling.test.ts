import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { tellOffice } from '../src/store/telling';
import { enter, placeOf, reloadOutbox, type Workplace } from '../src/store/workplace';
import { alterParcels, record } from '../src/vault/vault';

const about = { kind: 'answer', item: 'A1', slot: null, layer: 'team', visit: 'v' } as const;

let user = 0;
let place: Workplace;
let asked: { readonly path: string; readonly said: unknown }[];
let answer: () => Promise<Response>;

beforeEach(async () => {
  user += 1;
  asked = [];
  answer = () => Promise.resolve(new Response(null, { status: 204 }));
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => {
    asked.push({ path, said: JSON.parse(options.body as string) });
    return answer();
  });
  place = await enter(placeOf(`tell${user}`));
});

async function recorded(photo = false): Promise<string> {
  const sha256 = 'a'.repeat(64);
  const entry = await record(
    place.vault,
    { ...about, value: { value: 'yes' } },
    [],
    ...(photo ? [{ sha256, bytes: 3 }] : []),
  );
  await reloadOutbox(place);
  return entry.device;
}

test('a phone on which nothing was recorded has no name and tells nothing', async () => {
  await tellOffice(place, 't');

  expect(asked).toEqual([]);
});

test('what is on the phone only is told by kind, under its name', async () => {
  await recorded();
  const device = await recorded(true);

  await tellOffice(place, 't');

  expect(asked).toEqual([{ path: `/api/v1/devices/${device}`, said: { entries: 2, photos: 1 } }]);
});

test('the same is told again after ten minutes, another figure at once', async () => {
  const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
  await recorded();
  await tellOffice(place, 't');
  await tellOffice(place, 't');
  expect(asked).toHaveLength(1);

  now.mockReturnValue(1_700_000);
  await tellOffice(place, 't');
  await alterParcels(place.vault, (each) => ({ ...each, state: 'kept', at: 1, number: 1 }));
  await reloadOutbox(place);
  await tellOffice(place, 't');

  expect(asked.map((each) => each.said)).toEqual([
    { entries: 1, photos: 0 },
    { entries: 1, photos: 0 },
    { entries: 0, photos: 0 },
  ]);
});

test('what the server did not hear is told the next time', async () => {
  await recorded();
  answer = () => Promise.reject(new TypeError('no network'));
  await tellOffice(place, 't');
  answer = () => Promise.resolve(new Response(null, { status: 204 }));
  await tellOffice(place, 't');
  await tellOffice(place, 't');

  expect(asked).toHaveLength(2);
});
