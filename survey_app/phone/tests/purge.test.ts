import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { again, type Parcel } from '../src/outbox/machine';
import { vaultOf, type Store } from '../src/vault/open';
import { keepPhoto, readPhoto } from '../src/vault/photos';
import { KEPT_FOR, purge } from '../src/vault/purge';
import type { VaultSchema } from '../src/vault/schema';
import { ownEntries, parcels, putParcels, record } from '../src/vault/vault';

const VISIT = 'visit-1';
const NOW = Date.parse('2020-11-30T00:00:00Z');
const ABOUT = { item: 'A1', slot: null, layer: 'team', visit: VISIT } as const;
let user = 0;

interface Scene {
  readonly vault: Store<VaultSchema>;
  readonly entry: string;
  readonly photo: string;
}

/** An entry with its photo, both in the state that is given. */
async function scene(
  state: (parcel: Parcel) => Parcel,
  kind: 'answer' | 'submit' = 'answer',
): Promise<Scene> {
  user += 1;
  const vault = vaultOf(`purge-${user}`);
  const bytes = new Uint8Array(300_000).buffer;
  const row = await keepPhoto(vault, {
    ...{ bytes, type: 'image/jpeg', width: 1, height: 1, thumb: null },
  });
  const entry = await record(vault, { ...ABOUT, kind, value: { value: 'yes' } }, [], row);
  await putParcels(vault, (await parcels(vault)).map(state));
  return { vault, entry: entry.id, photo: row.sha256 };
}

const kept =
  (age: number) =>
  ({ id, kind, visit, digest, bytes, seq }: Parcel): Parcel => ({
    ...{ id, kind, visit, digest, bytes, seq },
    ...{ state: 'kept', at: NOW - age, number: 1 },
  });

async function left({ vault, photo }: Scene): Promise<readonly unknown[]> {
  const [entries, box] = await Promise.all([ownEntries(vault, VISIT), parcels(vault)]);
  const chunks = await vault.run((db) => db.count('chunks'));
  return [entries.length, (await readPhoto(vault, photo)) !== null, chunks, box.length];
}

const ALL = [1, true, 2, 2];

test('what the server acknowledged fourteen days ago leaves the phone', async () => {
  const held = await scene(kept(KEPT_FOR));

  expect(await purge(held.vault, new Set([held.entry]), NOW)).toBe(2);

  expect(await left(held)).toEqual([0, false, 0, 0]);
});

test.each([
  ['a moment before the fourteen days', kept(KEPT_FOR - 1)],
  ['without a receipt', (each: Parcel): Parcel => each],
  ['called back by a restored server', (each: Parcel): Parcel => again(kept(KEPT_FOR)(each))],
  [
    'held for the office',
    (each: Parcel): Parcel => ({
      ...each,
      state: 'held',
      at: 0,
      code: 'visit-closed',
      onServer: true,
    }),
  ],
])('nothing leaves %s', async (_, state) => {
  const held = await scene(state);

  expect(await purge(held.vault, new Set([held.entry]), NOW)).toBe(0);

  expect(await left(held)).toEqual(ALL);
});

test('an entry stays that the phone could not show from what the server told', async () => {
  const held = await scene(kept(KEPT_FOR));

  await purge(held.vault, new Set(), NOW);

  expect(await ownEntries(held.vault, VISIT)).toHaveLength(1);
});

test('the command to hand over stays, for its receipt', async () => {
  const held = await scene(kept(KEPT_FOR), 'submit');

  await purge(held.vault, new Set([held.entry]), NOW);

  expect(await ownEntries(held.vault, VISIT)).toHaveLength(1);
});

test('an answer after a held one replaces also what the held one would have replaced', async () => {
  user += 1;
  const vault = vaultOf(`purge-${user}`);
  const draft = { ...ABOUT, kind: 'answer', value: { value: 'yes' } } as const;
  const first = await record(vault, draft, []);
  const second = await record(vault, draft, []);
  const hold = { state: 'held', at: 0, code: 'item-closed', onServer: true } as const;
  const box = await parcels(vault);
  const parcel = box.filter((each) => each.id === second.id);
  await putParcels(
    vault,
    parcel.map((each) => ({ ...kept(0)(each), ...hold })),
  );

  const third = await record(vault, draft, []);

  expect(third.supersedes).toEqual([first.id, second.id].sort());
});
