import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { defineConfig } from 'vite';

import { BASE, OUT_DIR, TARGET } from './vite.config.ts';

interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
}

/** Assets carry their hash in the name; a revision would only be fetched twice. */
function entry(name: string): PrecacheEntry {
  const hashed = name.startsWith('assets/');
  const digest = createHash('sha256').update(readFileSync(join(OUT_DIR, name)));
  return { url: BASE + name, revision: hashed ? null : digest.digest('hex').slice(0, 16) };
}

/**
 * What the page needs without a signal: every built file but the maps and the build's own list,
 * and but the desk's preview, which no phone ever shows.
 */
function precacheEntries(): readonly PrecacheEntry[] {
  const names = readdirSync(OUT_DIR, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => name.split(sep).join('/'))
    .filter((name) => /\.(js|css|svg|png|woff2|webmanifest)$/.test(name) && name !== 'worker.js')
    .filter((name) => !name.startsWith('preview/'))
    .sort()
    .map(entry);
}

/**
 * The service worker, built after the page because it lists the page's files.
 * One classic script with a fixed name: module workers are younger than the phones in use.
 */
export default defineConfig(() => ({
  base: BASE,
  publicDir: false as const,
  define: { 'self.__WB_MANIFEST': JSON.stringify(precacheEntries()) },
  build: {
    target: TARGET,
    outDir: OUT_DIR,
    emptyOutDir: false,
    rolldownOptions: {
      input: 'src/worker.ts',
      output: { format: 'iife' as const, entryFileNames: 'worker.js' },
    },
  },
}));
