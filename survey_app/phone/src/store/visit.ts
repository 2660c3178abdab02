/** The visit on the screen: its log, what it adds up to, and how something is recorded on it. */

import { computed, signal } from '@preact/signals';
import type { ServerEntry, Visit } from '../api/shapes';
import type { Json } from '../core/canonical';
import { slotKey, type About, type Entry, type Logged } from '../entries/entry';
import type { Checklist } from '../form/definition';
import {
  cellAbout,
  currentOf,
  EMPTY,
  mergedLog,
  seenAbout,
  valueOf,
  type Cell,
} from '../visit/current';
import { shared } from '../visit/sharing';
import { cachedEntries } from '../vault/cache';
import { ownEntries, record } from '../vault/vault';
import { takeBallast } from '../vault/room';
import { ring } from './bell';
import { login } from './phone';
import { carried, laidAside } from './pictures';
import { nudge } from './sending';
import { forgetSteps, noteChange, type Change } from './steps';
import { checklistOf, onNews, pull, visits } from './visits';
import { isWithdrawn, outbox, reloadOutbox, workplace, type Workplace } from './workplace';

export interface OpenVisit {
  readonly visit: Visit;
  /** null: never fetched; the visit can be shown, not filled. */
  readonly checklist: Checklist | null;
}

const opened = signal<{ readonly id: string; readonly checklist: Checklist | null } | null>(null);
export const log = signal<readonly Logged[]>([]);

/** The visit with the newest that the list knows about it. */
export const open = computed<OpenVisit | null>(() => {
  const held = opened.value;
  const visit = visits.value.find((each) => each.id === held?.id);
  return held && visit ? { visit, checklist: held.checklist } : null;
});

export const checklist = computed(() => opened.value?.checklist ?? null);

let before = EMPTY;
/** What the log adds up to; items of which nothing changed stay the same objects. */
export const current = computed(() => (before = shared(before, currentOf(log.value))));

/** Why the last thing could not be written; the screen says so until a write succeeds. */
export const writeFault = signal<'full' | 'broken' | null>(null);

/** Opens a visit from the store, and asks for colleagues' entries behind it. */
export async function openVisit(place: Workplace, id: string): Promise<void> {
  if (!(await recallVisit(place, id))) return;
  void takeBallast(place.vault);
  if (await pull(place, id)) await reread(place);
}

/** The visit that was asked for last: of two that are opened in a hurry the later one is shown. */
let wanted = '';

/** Opens a visit as the store has it; whether it is one of ours. */
export async function recallVisit(
  place: Workplace,
  id: string,
  read: Entries | null = null,
): Promise<boolean> {
  const visit = visits.value.find((each) => each.id === id);
  if (!visit) return false;
  wanted = id;
  if (opened.value?.id === id) return true;
  forgetSteps();
  const [found, filled] = await Promise.all([
    read ?? entriesOf(place, id),
    checklistOf(place, visit),
  ]);
  if (wanted !== id) return false;
  log.value = logFrom(found);
  opened.value = { id, checklist: filled };
  return true;
}

/** Reads the open visit anew: another tab wrote, or entries came in. */
export async function reread(place: Workplace): Promise<void> {
  const id = opened.value?.id;
  if (id === undefined || !(await renewed(place, id))) return;
  const visit = visits.value.find((each) => each.id === id);
  if (visit && opened.value?.checklist === null) {
    opened.value = { id, checklist: await checklistOf(place, visit) };
  }
}

/**
 * Whether this visit is still the open one. What is recorded while the stores are read is not in
 * what they answer: it must not vanish from the screen, so they are read once more.
 */
async function renewed(place: Workplace, id: string): Promise<boolean> {
  for (;;) {
    const shown = log.value;
    const read = await logOf(place, id);
    if (opened.value?.id !== id) return false;
    if (log.value === shown) {
      log.value = read;
      return true;
    }
  }
}

export function closeVisit(): void {
  wanted = '';
  opened.value = null;
  log.value = [];
}

onNews((place) => void reread(place));

/**
 * Writes an entry about something on the open visit; shows it once it is in the store. What takes
 * long names its visit: another one may have been opened meanwhile.
 */
export async function say(
  about: About,
  value: Json,
  visit = opened.value?.id,
): Promise<Entry | null> {
  const place = workplace.value;
  if (!place || visit === undefined) return null;
  try {
    const entry = await written(place, visit, { about, value });
    writeFault.value = null;
    await show(place, entry);
    return entry;
  } catch (fault) {
    writeFault.value = fault instanceof Error && fault.name === 'PhoneFull' ? 'full' : 'broken';
    return null;
  }
}

async function written(
  place: Workplace,
  visit: string,
  { about, value }: { readonly about: About; readonly value: Json },
): Promise<Entry> {
  const key = slotKey(about);
  const isShown = (): boolean => opened.value?.id === visit;
  const known = isShown() ? log.value : await logOf(place, visit);
  const stood = cellAbout(known, key);
  const picture = await carried(place, about, value);
  const entry = await record(
    place.vault,
    { ...about, visit, value },
    seenAbout(known, key),
    picture,
  );
  await laidAside(place, about, valueOf(stood));
  // Only what is done on the open visit can be taken back there.
  if (about.kind !== 'submit' && isShown()) {
    noteChange({ about, entry: entry.id, ...wayBack(stood) });
  }
  return entry;
}

/** What taking back would say again. */
function wayBack(stood: Cell | null): Pick<Change, 'before' | 'over'> {
  const over = stood?.heads.length === 1 ? stood.heads[0].entry.id : null;
  return { before: valueOf(stood), over };
}

export async function logOf(place: Workplace, visit: string): Promise<readonly Logged[]> {
  return logFrom(await entriesOf(place, visit));
}

/** The entries of a visit: this phone's own, and what the server told. */
interface Entries {
  readonly own: readonly Entry[];
  readonly told: readonly ServerEntry[];
}

export async function entriesOf(place: Workplace, visit: string): Promise<Entries> {
  const [own, told] = await Promise.all([
    ownEntries(place.vault, visit),
    cachedEntries(place.cache, visit),
  ]);
  return { own, told };
}

function logFrom({ own, told }: Entries): readonly Logged[] {
  const standing = own.filter((entry) => !isWithdrawn(entry.id, outbox.value));
  return mergedLog(standing, told.map(toldEntry));
}

async function show(place: Workplace, entry: Entry): Promise<void> {
  // Read from the store meanwhile it is there already; twice it would clash with itself.
  const isThere = log.value.some((each) => each.entry.id === entry.id);
  if (opened.value?.id === entry.visit && !isThere) {
    const mine = { entry, mine: true, number: null, author: login.value?.user.name ?? '' };
    log.value = [...log.value, mine];
  }
  await reloadOutbox(place);
  nudge();
  ring();
}

function toldEntry(told: ServerEntry): Logged {
  const { number, author, received_at, ...entry } = told;
  const mine = author.id === login.value?.user.id;
  const known = { entry, mine, number, author: author.name };
  // What an older version of this page fetched has no such time.
  return received_at ? { ...known, received: received_at } : known;
}
