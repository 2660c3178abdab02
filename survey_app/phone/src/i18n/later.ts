/** Words for the screens and sheets that are fetched after the first paint. */

import { language } from '../store/phone';
import { HELD, type Held } from './held';
import { inWords, VIETNAMESE, type Facts, type WordKey } from './say';
import { LATER } from './vi/later';
import { PHOTOS } from './vi/photos';
import { SYNC } from './vi/sync';

const ALL = { ...VIETNAMESE, ...LATER, ...PHOTOS, ...SYNC } as const;
export type LateWordKey = keyof typeof LATER | keyof typeof PHOTOS | keyof typeof SYNC;
export type AnyKey = WordKey | LateWordKey;

export function t(key: AnyKey, facts: Facts = {}): string {
  return inWords(ALL, key, facts);
}

/** Why the server holds something, by its code; codes that this page does not know are shown. */
export function heldWords(code: string): string {
  const held = heldBy(code);
  return held ? held[language.value] : t('held_other', { code });
}

/** What the person can do about it. */
export function wayOut(code: string): string {
  return t(heldBy(code)?.way ?? 'way_office');
}

function heldBy(code: string): Held | undefined {
  return new Map(Object.entries(HELD)).get(code);
}
