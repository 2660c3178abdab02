/// <reference lib="webworker" />
/**
 * The service worker: the page's own files, fetched once, for starts without a network.
 * It answers GET of its own files only; everything else, above all what is sent, it never touches.
 * A new version waits until every page of the old one is closed, and two old ones stay.
 */

import { setCacheNameDetails } from 'workbox-core';
import { precache, matchPrecache } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly Kept[] };

interface Kept {
  readonly url: string;
  /** Null where the address itself changes with the content. */
  readonly revision: string | null;
}

/** Rules for requests that the browser answers by itself; not yet among the known types. */
interface Condition {
  readonly urlPattern?: URLPatternInit;
  readonly requestMode?: string;
  readonly or?: readonly Condition[];
}
interface Rule {
  readonly condition: Condition;
  readonly source: { readonly cacheName: string };
}
interface InstallEvent extends ExtendableEvent {
  readonly addRoutes?: (rules: readonly Rule[]) => Promise<void>;
}

const PAGE = '/phone';
const ASSETS = '/static/phone/';
const OLD_VERSIONS = 2;
const NAME = 'phone-shell-';

const files: readonly Kept[] = self.__WB_MANIFEST;
const version = fingerprint(JSON.stringify(files));

const cacheName = `${NAME}${version}`;

setCacheNameDetails({ prefix: '', precache: cacheName, suffix: '' });
// The cache is this version's alone, so the page needs no revision in its key. Without one it lies
// under its own address, where the browser finds it by itself.
precache([...files, { url: PAGE, revision: null }]);

self.addEventListener('install', (event) => {
  answerAsleep(event);
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldest());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const isOurs = request.method === 'GET' && address.origin === self.location.origin;
  if (!isOurs) return;
  if (address.pathname === PAGE && request.mode === 'navigate') event.respondWith(page(request));
  else if (address.pathname.startsWith(ASSETS)) event.respondWith(asset(request));
});

/**
 * Lets a browser that can (Chrome from 123) take this version's files from the cache without
 * waking the worker up, which costs an old phone more than drawing the first screen. What is not
 * of this version, and every other browser, comes by `fetch`.
 */
function answerAsleep(event: InstallEvent): void {
  const source = { cacheName };
  const address = (pathname: string): Condition => ({ urlPattern: { pathname, search: '' } });
  const opening = { ...address(PAGE), requestMode: 'navigate' };
  const asked = files.filter(({ revision }) => revision === null).map(({ url }) => address(url));
  const rules = [opening, { or: asked }].map((condition) => ({ condition, source }));
  // A browser that knows other rules than these goes on asking the worker.
  void event.addRoutes?.(rules).catch(() => undefined);
}

/** The page from the phone: it starts the same with and without a network. */
async function page(request: Request): Promise<Response> {
  return (await matchPrecache(PAGE)) ?? fetch(request);
}

/** A page of an older version asks for its own files; they are still in an older cache. */
async function asset(request: Request): Promise<Response> {
  return (await matchPrecache(request.url)) ?? (await caches.match(request)) ?? fetch(request);
}

async function forgetOldest(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME));
  // Keys come in the order of making: the newest are last.
  const old = names.filter((name) => name !== cacheName);
  await Promise.all(
    old.slice(0, Math.max(0, old.length - OLD_VERSIONS)).map((name) => caches.delete(name)),
  );
}

/** A short name for a list of files; it guards nothing. */
function fingerprint(text: string): string {
  let sum = 5381;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 33 + text.charCodeAt(at)) % 0xffffffff;
  return sum.toString(16);
}
