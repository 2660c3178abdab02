/** What the desk's page tells the preview, parsed from `unknown`. */

import { readVisits, type Visit } from '../api/shapes';
import { anything, mapOf, record, string } from '../core/parse';
import type { Checklist } from '../form/definition';

/** Words of the frame itself; the desk writes them, in its language. */
export interface Words {
  readonly unit: string;
  /** In place of a screen that a preview has no use for. */
  readonly absent: string;
  /** In place of what a faulty draft cannot be drawn for. */
  readonly broken: string;
}

export interface Told {
  readonly language: string;
  readonly checklist: Checklist;
  readonly visit: Visit;
  readonly words: Words;
}

export const VISIT = 'preview';

const TOLD = record<{
  language: string;
  checklist: Readonly<Record<string, unknown>>;
  targets: Readonly<Record<string, unknown>>;
  words: Words;
}>({
  language: string,
  checklist: mapOf(anything),
  targets: mapOf(anything),
  words: record<Words>({ unit: string, absent: string, broken: string }),
});

/** Raises where the page says something else than a checklist. */
export function readTold(raw: unknown): Told {
  const { language, checklist, targets, words } = TOLD(raw, 'preview');
  const { code, version } = checklist;
  const like = {
    ...{ id: VISIT, state: 'in_progress', checklist: { code, version }, targets },
    ...{ round: { id: VISIT, name: '' }, unit: { code: '', name: words.unit } },
  };
  const [visit] = readVisits({ visits: [like] }, 'preview').visits;
  if (!visit) throw new TypeError('preview: no checklist');
  // The desk hands out what the server itself keeps.
  return { language, checklist: checklist as unknown as Checklist, visit, words };
}
