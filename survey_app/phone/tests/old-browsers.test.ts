import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Chrome 80 and Safari 14 are the oldest that a team carries. The build translates syntax, and the
 * compiler knows no method younger than ES2020; what a browser brings besides is listed here, with
 * the files that do without where it is missing.
 */
const YOUNGER: readonly (readonly [word: RegExp, since: string, ...withFallback: string[]])[] = [
  [/\bstructuredClone\b/, 'Chrome 98, Safari 15.4'],
  [/\brandomUUID\b/, 'Chrome 92, Safari 15.4'],
  [/\.locks\b/, 'Safari 15.4', 'outbox/lock.ts'],
  [/\bBroadcastChannel\b/, 'Safari 15.4', 'store/bell.ts'],
  [/\brequestIdleCallback\b/, 'no Safari', 'core/idle.ts'],
  [/\bBarcodeDetector\b/, 'no Safari', 'screens/parts/scan.tsx'],
  [/\.persist\b/, 'Safari 15.2', 'store/sending.ts', 'screens/settings.tsx'],
  [/\bcreateImageBitmap\b/, 'Safari 15', 'photos/decode.ts'],
  [/indexedDB\.databases|\bOffscreenCanvas\b|\bshowPicker\b|\bshowModal\b|\binert\b/, 'later'],
  [/AbortSignal\.(timeout|any)|\bWeakRef\b|\bAggregateError\b|Promise\.any/, 'later'],
  [/CompressionStream|adoptedStyleSheets|checkVisibility|SyncManager|navigator\.share/, 'later'],
  // A lookbehind is a fault of syntax in Safari before 16.4: nothing of its file would run.
  [/\(\?<[=!]/, 'Safari 16.4'],
];
/** In styles: what would break a page, not what an old browser passes over. */
const YOUNGER_STYLES: readonly (readonly [RegExp, string])[] = [
  [/\binset(-[a-z]+)?:/, 'Chrome 87, Safari 14.1'],
  [/:has\(|:where\(|:is\(/, 'Chrome 88 and later'],
  [/\d[dsl]vh\b/, 'Chrome 108, Safari 15.4'],
  [/@layer|@container|color-mix|@starting-style/, 'Chrome 99 and later'],
];

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((name) =>
  name.split('\\').join('/'),
);
const sources = FILES.filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
const styles = FILES.filter((name) => name.endsWith('.css'));

function without(name: string): string {
  const text = readFileSync(join('src', name), 'utf8');
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('what old browsers lack', () => {
  test.each(YOUNGER.map(([word, since, ...files]) => ({ word, since, files })))(
    '$word ($since) is used with a fallback only',
    ({ word, files }) => {
      const users = sources.filter((name) => word.test(without(name)));

      expect(users.sort()).toEqual([...files].sort());
    },
  );

  test.each(YOUNGER_STYLES)('%s (%s) is in no style', (word) => {
    expect(styles.filter((name) => word.test(without(name)))).toEqual([]);
  });

  test('the build translates for them', () => {
    expect(readFileSync('vite.config.ts', 'utf8')).toContain("['chrome80', 'safari14']");
  });
});
