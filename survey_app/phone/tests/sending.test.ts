import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSent, entryDigest } from '../src/entries/entry';
import { alone } from '../src/outbox/lock';
import { hurried } from '../src/outbox/machine';
import { login } from '../src/store/phone';
import { hurry, send } from '../src/store/sending';
import {
  changeParcels,
  enter,
  placeOf,
  leave,
  outbox,
  unsentOf,
  type Workplace,
} from '../src/store/workplace';
import { vaultOf } from '../src/vault/open';
import { alterParcels, fact, parcels, putParcels, receiptOf, record } from '../src/vault/vault';

const ABOUT = { kind: 'answer', item: 'A1', slot: null, layer: 'team', visit: 'v1' } as const;
let user = 0;
let place: Workplace;
let posts: readonly (readonly { readonly id: string }[])[];
/** What the server makes of the entries that it is sent. */
let server: (sent: readonly { readonly id: string }[]) => Promise<Response>;

beforeEach(async () => {
  user += 1;
  // A phone without locks: the lease is at work in all of these.
  vi.stubGlobal('navigator', {});
  place = await enter(placeOf(`sending-${user}`));
  login.value = {
    user: { id: place.user, username: 'an', name: 'An', role: 'member' },
    token: 'token',
  };
  posts = [];
  vi.stubGlobal('fetch', (_: string, options: RequestInit) => {
    const { entries } = JSON.parse(options.body as string) as { entries: { id: string }[] };
    posts = [...posts, entries];
    return server(entries);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  login.value = null;
  await leave();
});

function json(status: number, body: unknown): Response {
  const headers = { 'Content-Type': 'application/json' };
  return new Response(JSON.stringify(body), { status, headers });
}

async function receipts(
  sent: readonly { readonly id: string }[],
  more: object = {},
): Promise<Response> {
  const made = sent.map(async (entry, at) => {
    const sha256 = await entryDigest(entry as Parameters<typeof entryDigest>[0]);
    return { id: entry.id, sha256, number: at + 1, state: 'stored', ...more };
  });
  return json(200, { receipts: await Promise.all(made), epoch: '' });
}

async function recorded(): Promise<string> {
  const { id } = await record(place.vault, { ...ABOUT, value: { value: 'yes' } }, []);
  return id;
}

async function states(): Promise<readonly string[]> {
  return (await parcels(place.vault)).map((each) => each.state);
}

describe('what is believed', () => {
  test('the receipt of what was sent, which is kept before the entry counts as sent', async () => {
    const id = await recorded();
    server = (sent) => receipts(sent);

    await send();

    expect(await states()).toEqual(['kept']);
    expect(await receiptOf(place.vault, id)).toMatchObject({ id, state: 'stored' });
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['a receipt in a state that is none', () => receipts(posts[0] ?? [], { state: 'seen' })],
    ['a refusal without a code', () => json(404, { message: 'no route' })],
    ['a refusal in HTML', () => new Response('<h1>413</h1>', { status: 413 })],
    ['a good status and HTML', () => new Response('<h1>WiFi</h1>', { status: 200 })],
    ['half of the JSON', () => new Response('{"receipts": [', { status: 200 })],
  ])('%s is no answer: it is tried again', async (_, answer) => {
    await recorded();
    server = () => Promise.resolve(answer());

    await send();

    expect(await parcels(place.vault)).toMatchObject([{ state: 'queued', attempts: 1 }]);
  });

  test('a refusal with a code holds the entry and brings it to the office', async () => {
    await recorded();
    server = () => Promise.resolve(json(422, { code: 'entry-malformed' }));
    vi.stubGlobal('fetch', (address: string) =>
      Promise.resolve(
        address.endsWith('/rescue') ? json(201, {}) : json(422, { code: 'entry-malformed' }),
      ),
    );

    await send();

    expect(await parcels(place.vault)).toMatchObject([{ state: 'held', onServer: true }]);
  });
});

describe('sending goes on by itself', () => {
  test('after a failure, when the pause is over, with nobody doing anything', async () => {
    await recorded();
    server = () => Promise.reject(new Error('no network'));
    await send();
    server = (sent) => receipts(sent);

    await vi.advanceTimersByTimeAsync(1_100);
    await vi.waitFor(async () => expect(await states()).toEqual(['kept']));

    expect(posts).toHaveLength(2);
  });

  test('at once when somebody asks, whatever the pause', async () => {
    await recorded();
    server = () => Promise.reject(new Error('no network'));
    await send();
    server = (sent) => receipts(sent);

    await hurry();

    expect(await states()).toEqual(['kept']);
  });

  test('when the clock was ten years ahead and is right again', async () => {
    const now = Date.now();
    vi.setSystemTime(now + 10 * 365 * 24 * 3_600_000);
    await recorded();
    server = () => Promise.reject(new Error('no network'));
    await send();
    vi.setSystemTime(now);
    server = (sent) => receipts(sent);

    await send();

    expect(await states()).toEqual(['kept']);
  });
});

describe('two tabs', () => {
  test('a tab with an old list does not call back what another one has sent', async () => {
    const id = await recorded();
    outbox.value = new Map((await parcels(place.vault)).map((each) => [each.id, each]));
    const kept = { id, kind: 'entry', visit: 'v1', digest: id, bytes: 1, seq: 1 } as const;
    await putParcels(place.vault, [{ ...kept, state: 'kept', at: 1, number: 1 }]);

    await changeParcels(place, hurried);

    expect(await states()).toEqual(['kept']);
  });

  test('what another tab sent while nobody heard of it no longer counts as unsent here', async () => {
    const id = await recorded();
    outbox.value = new Map((await parcels(place.vault)).map((each) => [each.id, each]));
    const kept = { id, kind: 'entry', visit: 'v1', digest: id, bytes: 1, seq: 1 } as const;
    await putParcels(place.vault, [{ ...kept, state: 'kept', at: 1, number: 1 }]);

    await send();

    expect(unsentOf(outbox.value)).toEqual([]);
  });

  test('where there are no locks, one of two tabs sends', async () => {
    const tab = vaultOf(place.user);
    let [running, most] = [0, 0];
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await tab.run((db) => db.count('outbox'));
      running -= 1;
    };

    const ran = await Promise.all([
      alone(place.user, place.vault, work),
      alone(place.user, tab, work),
    ]);

    expect(most).toBe(1);
    expect(ran).toContain(true);
  });

  test.each([
    ['of a tab that died', -1],
    ['of a clock that was years ahead', 10 * 365 * 24 * 3_600_000],
  ])('a lease %s holds up nobody', async (_, ahead) => {
    const lease = { holder: 'gone', until: Date.now() + ahead };
    await place.vault.run((db) => db.put('meta', lease, 'lease'));

    expect(await alone(place.user, place.vault, () => Promise.resolve())).toBe(true);
  });

  test('a lease that is in use is respected', async () => {
    const lease = { holder: 'other', until: Date.now() + 20_000 };
    await place.vault.run((db) => db.put('meta', lease, 'lease'));

    expect(await alone(place.user, place.vault, () => Promise.resolve())).toBe(false);
    expect(await fact(place.vault, 'lease')).toEqual(lease);
  });
});

test('only what changes is written', async () => {
  await recorded();

  expect(await alterParcels(place.vault, hurried)).toEqual([]);
});

test('an entry travels as it is hashed', async () => {
  await recorded();
  server = (sent) => receipts(sent);

  await send();

  const [row] = await place.vault.run((db) => db.getAll('entries'));
  expect(posts).toEqual([[row && asSent(row.entry)]]);
});
