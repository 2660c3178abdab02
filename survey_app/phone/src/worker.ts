import { precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';

// The build replaces this name with the list of the page's files (vite.worker.config.ts).
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | PrecacheEntry)[];
};

/** The page opens without a signal: its files are fetched once, with the worker. */
precacheAndRoute(self.__WB_MANIFEST);
