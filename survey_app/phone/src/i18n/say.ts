/** Words in the language of the screen. Reading it inside a component makes it follow the switch. */

import { effect, signal } from '@preact/signals';
import { language } from '../store/phone';
import { COMMON } from './vi/common';
import { ITEM } from './vi/item';
import { VISIT } from './vi/visit';

export const VIETNAMESE = { ...COMMON, ...VISIT, ...ITEM } as const;
export type WordKey = keyof typeof VIETNAMESE;
export type Facts = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;

/** null until it was fetched; Vietnamese stands in for it. */
const english = signal<Words | null>(null);

effect(() => {
  if (language.value === 'en' && english.peek() === null) void fetchEnglish();
});

export function t(key: WordKey, facts: Facts = {}): string {
  return inWords(VIETNAMESE, key, facts);
}

/** The sentence of a key in the language of the screen; the catalogue is the Vietnamese one. */
export function inWords<K extends string>(
  catalogue: Readonly<Record<K, string>>,
  key: K,
  facts: Facts,
): string {
  const sentence = (language.value === 'en' ? english.value?.[key] : undefined) ?? catalogue[key];
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place));
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

async function fetchEnglish(): Promise<void> {
  try {
    english.value = (await import('./en/index')).ENGLISH;
  } catch {
    // Without a network and before it was ever kept on the phone: Vietnamese stays.
  }
}
