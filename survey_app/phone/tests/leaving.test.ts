// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call } from '../src/api/http';
import { signOut } from '../src/api/server';
import { login, noteLeaving, recall, rememberLogin } from '../src/store/phone';
import { depart, start } from '../src/store/start';

const AN = { user: { id: 'an-id', username: 'an', name: 'An', role: 'member' }, token: 'pass' };
let asked: readonly { readonly url: string; readonly options: RequestInit }[];

beforeEach(async () => {
  localStorage.clear();
  asked = [];
  vi.stubGlobal('fetch', (url: string, options: RequestInit) => {
    asked = [...asked, { url, options }];
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  await rememberLogin(AN);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('whoever closes the page on the tap that signs out is signed out at the next start', async () => {
  noteLeaving(AN.user.id);
  login.value = null;

  await start();

  expect(login.value).toBeNull();
  await recall();
  expect(login.value).toBeNull();
  expect(asked.map(({ url, options }) => [url, options.method])).toEqual([
    ['/api/v1/session', 'DELETE'],
  ]);
});

test('the leaving is noted before anything that takes time, and over when the store has it', async () => {
  const left = depart();

  expect(localStorage.getItem('survey-leaving')).toBe(AN.user.id);
  await left;

  expect(localStorage.getItem('survey-leaving')).toBeNull();
  expect(asked[0]?.options.keepalive).toBe(true);
});

test('what a login still asks when it ends is given up, and another’s goes on', async () => {
  const silent: typeof fetch = (_, options) =>
    new Promise((_done, fail) => {
      options?.signal?.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
    });
  vi.stubGlobal('fetch', silent);
  let went: readonly string[] = [];
  const ask = (token: string): Promise<unknown> =>
    call({ method: 'GET', path: '/visits', token }).then(({ kind }) => {
      went = [...went, `${token} ${kind}`];
    });
  void ask('another');
  const mine = ask(AN.token);

  void signOut(AN.token);
  await mine;

  expect(went).toEqual(['pass silent']);
});

test('somebody else’s leaving signs nobody out', async () => {
  noteLeaving('binh-id');
  login.value = null;

  await start();

  expect(login.value).toEqual(AN);
});
