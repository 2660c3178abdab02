/** Who is on which section, as the log tells. */

import type { Logged } from '../entries/entry';
import type { Chapter } from './progress';

/** Names of those who recorded something in a section, the last one first; '' is this phone. */
export function peopleOn(log: readonly Logged[], chapter: Chapter): readonly string[] {
  const codes = new Set(chapter.items.map((item) => item.code));
  const last = new Map<string, string>();
  for (const { entry, author, mine } of log) {
    if (entry.kind === 'comment' || entry.item === null || !codes.has(entry.item)) continue;
    const name = mine ? '' : author;
    const before = last.get(name);
    if (before === undefined || Date.parse(before) < Date.parse(entry.made_at)) {
      last.set(name, entry.made_at);
    }
  }
  return [...last].sort((a, b) => Date.parse(b[1]) - Date.parse(a[1])).map(([name]) => name);
}
