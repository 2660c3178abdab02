/** Words in the language of the screen. Reading it inside a component makes it follow the switch. */

import { effect, signal } from '@preact/signals';
import { language } from '../store/phone';
import { COMMON } from './vi/common';
import { ITEM } from './vi/item';
import { SYNC } from './vi/sync';
import { VISIT } from './vi/visit';

const VIETNAMESE = { ...COMMON, ...VISIT, ...ITEM, ...SYNC } as const;
export type WordKey = keyof typeof VIETNAMESE;
export type Words = Readonly<Record<WordKey, string>>;
type Facts = Readonly<Record<string, string | number>>;

/** null until it was fetched; Vietnamese stands in for it. */
const english = signal<Words | null>(null);

effect(() => {
  if (language.value === 'en' && english.peek() === null) void fetchEnglish();
});

export function t(key: WordKey, facts: Facts = {}): string {
  const words: Words = language.value === 'en' && english.value ? english.value : VIETNAMESE;
  return words[key].replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place));
}

/** Words of the checklist: the English ones where they were written and are wanted. */
export function of<K extends string>(
  thing: Readonly<Partial<Record<K, string>>> & Readonly<Partial<Record<`${K}_en`, string>>>,
  key: K,
): string {
  const held = thing as Readonly<Record<string, string | undefined>>;
  const foreign = held[`${key}_en`];
  return language.value === 'en' && foreign ? foreign : (held[key] ?? '');
}

/** The sentence for a code of the server; codes that this page does not know are shown as such. */
export function heldWords(code: string): string {
  const key = `held_${code.replace(/-/g, '_')}`;
  return isKey(key) ? t(key) : t('held_other', { code });
}

async function fetchEnglish(): Promise<void> {
  try {
    english.value = (await import('./en/index')).ENGLISH;
  } catch {
    // Without a network and before it was ever kept on the phone: Vietnamese stays.
  }
}

function isKey(key: string): key is WordKey {
  return key in VIETNAMESE;
}
