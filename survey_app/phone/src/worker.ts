/// <reference lib="webworker" />
/**
 * The service worker: the page's own files, fetched once, for starts without a network.
 * It answers GET of its own files only; everything else, above all what is sent, it never touches.
 * A new version waits until every page of the old one is closed, and two old ones stay.
 */

import { setCacheNameDetails } from 'workbox-core';
import { precache, matchPrecache } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const PAGE = '/phone';
const ASSETS = '/static/phone/';
const OLD_VERSIONS = 2;
const NAME = 'phone-shell-';

const files = self.__WB_MANIFEST;
const version = fingerprint(JSON.stringify(files));

const cacheName = `${NAME}${version}`;

setCacheNameDetails({ prefix: '', precache: cacheName, suffix: '' });
precache([...files, { url: PAGE, revision: version }]);

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
