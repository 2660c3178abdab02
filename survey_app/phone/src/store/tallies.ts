/** How far the visits of the list have come, by what this phone has of them. */

import { signal } from '@preact/signals';
import type { Visit } from '../api/shapes';
import { currentOf } from '../visit/current';
import { chaptersOf, wholeProgressOf, type Progress } from '../visit/progress';
import { recallRead, unreadOf } from './comments';
import { GENERAL } from './route';
import { logOf } from './visit';
import { checklistOf, visits } from './visits';
import type { Workplace } from './workplace';

interface Tally {
  readonly progress: Progress | null;
  readonly fresh: number;
}

const own = signal<ReadonlyMap<string, Tally>>(new Map());
/** What nobody fills in any more need not be counted again. */
const SETTLED: ReadonlySet<string> = new Set(['approved', 'cancelled']);

/** Counts every visit that is still worked on; what was recorded without a network counts too. */
export async function countVisits(place: Workplace): Promise<void> {
  await recallRead(place);
  const open = visits.value.filter((visit) => !SETTLED.has(visit.state));
  const counted = await Promise.all(
    open.map(async (visit) => [visit.id, await counts(place, visit)] as const),
  );
  own.value = new Map(counted);
}

/** Comments that were not read on this phone. */
export function freshOf(visit: string): number {
  return own.value.get(visit)?.fresh ?? 0;
}

/** n of N of a visit: the phone's own count, until there is one the server's; null: not known. */
export function tallyOf(visit: Visit): Progress | null {
  const [answered, total] = [visit.counts['answered'], visit.counts['items']];
  const told = typeof answered === 'number' && typeof total === 'number';
  return own.value.get(visit.id)?.progress ?? (told ? { answered, total } : null);
}

async function counts(place: Workplace, visit: Visit): Promise<Tally> {
  const log = await logOf(place, visit.id);
  const current = currentOf(log);
  const fresh = [...unreadOf(visit.id, current).values()].reduce((sum, n) => sum + n, 0);
  const checklist = await checklistOf(place, visit);
  // Nothing recorded, or nothing fetched yet: the server knows which.
  if (!checklist || log.length === 0) return { progress: null, fresh };
  const chapters = chaptersOf(checklist, current, visit, GENERAL);
  return { progress: wholeProgressOf(chapters, current), fresh };
}
