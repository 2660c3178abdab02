/** A sentence in Vietnamese and in English, with places in braces to fill in. */

export type Language = 'vi' | 'en';
export type Phrase = readonly [vi: string, en: string];
export type Facts = Readonly<Record<string, string | number>>;

export function filled(phrase: Phrase, facts: Facts, language: Language): string {
  const sentence = phrase[language === 'en' ? 1 : 0];
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place));
}
