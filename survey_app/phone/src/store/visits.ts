/** The visits of the person who is signed in, with what is needed to fill them without a network. */

import { signal } from '@preact/signals';
import { fetchChecklist, fetchEntries, fetchVisits } from '../api/server';
import type { readEntries, Visit } from '../api/shapes';
import { localTime } from '../core/clock';
import type { Checklist } from '../form/definition';
import {
  cachedChecklist,
  cachedVisits,
  cursorOf,
  forgetEntries,
  putChecklist,
  putEntries,
  putVisits,
} from '../vault/cache';
import { ring } from './bell';
import { login, tokenRefused } from './phone';
import { keepGrants, lastContact, meetEpoch, outOfReach } from './sending';
import type { Workplace } from './workplace';

export const visits = signal<readonly Visit[]>([]);
export const visitsRead = signal(false);
export const refreshing = signal(false);
/** The server's clock when it last spoke, milliseconds; the phone's own may be years off. */
export const serverTime = signal<number | null>(null);

/** What else there is to do once colleagues' entries came in: this tab shows them, too. */
let afterNews: (place: Workplace) => void = () => undefined;

/** What is said to a server that was just heard; the later file brings it. */
let onceHeard: (place: Workplace, token: string) => void = () => undefined;

export function onHeard(act: (place: Workplace, token: string) => void): void {
  onceHeard = act;
}

export function onNews(act: (place: Workplace) => void): void {
  afterNews = act;
}

/** Shows what the phone knows. */
export async function recallVisits(place: Workplace): Promise<void> {
  visits.value = inOrder(await cachedVisits(place.cache));
  visitsRead.value = true;
}

let isAskedAgain = false;

/** Asks the server for the list, then for checklists and entries that the phone lacks. */
export async function refreshVisits(place: Workplace): Promise<void> {
  const token = login.value?.token;
  if (token == null) return;
  // What is asked for meanwhile, as after a hand-over, is not in the list that is on its way.
  isAskedAgain = refreshing.value;
  if (refreshing.value) return;
  refreshing.value = true;
  try {
    await refreshWith(place, token);
  } finally {
    refreshing.value = false;
  }
  if (isAskedAgain) await refreshVisits(place);
}

/** Brings colleagues' entries of one visit; whether the server answered. */
export async function pull(place: Workplace, visit: string): Promise<boolean> {
  let step = await pullPage(place, visit);
  while (step === 'more') step = await pullPage(place, visit);
  return step === 'done';
}

async function pullPage(place: Workplace, visit: string): Promise<'more' | 'done' | 'silent'> {
  const token = login.value?.token ?? null;
  if (token === null) return 'silent';
  const { cursor, epoch } = await cursorOf(place.cache, visit);
  const said = await fetchEntries(token, visit, cursor);
  if (!('ok' in said)) {
    if (said.fault === 'unauthorised') await tokenRefused();
    return 'silent';
  }
  const isRestored = epoch !== '' && said.ok.epoch !== epoch;
  return isRestored
    ? beginAgain(place, visit, said.ok.epoch)
    : takePage(place, visit, cursor, said.ok);
}

/** A restored server counts anew: what it told before is asked for from the start. */
async function beginAgain(place: Workplace, visit: string, epoch: string): Promise<'more'> {
  await forgetEntries(place.cache, visit);
  await meetEpoch(place, epoch);
  return 'more';
}

async function takePage(
  place: Workplace,
  visit: string,
  after: number,
  page: ReturnType<typeof readEntries>,
): Promise<'more' | 'done'> {
  await putEntries(place.cache, visit, page);
  if (page.entries.length > 0) {
    ring();
    afterNews(place);
  }
  return page.more && page.cursor > after ? 'more' : 'done';
}

/** The checklist of a visit as the phone has it; null when it was never fetched. */
export async function checklistOf(place: Workplace, visit: Visit): Promise<Checklist | null> {
  const held = await cachedChecklist(place.cache, nameOf(visit));
  return isChecklist(held) ? held : null;
}

async function refreshWith(place: Workplace, token: string): Promise<void> {
  const said = await fetchVisits(token);
  if (!('ok' in said)) {
    outOfReach.value = said.fault === 'silent';
    if (said.fault === 'unauthorised') await tokenRefused();
    return;
  }
  outOfReach.value = false;
  lastContact.value = localTime();
  const told = Date.parse(said.ok.now);
  serverTime.value = Number.isNaN(told) ? null : told;
  await putVisits(place.cache, said.ok.visits);
  await keepGrants(place, said.ok.visits);
  show(said.ok.visits);
  await meetEpoch(place, said.ok.epoch);
  for (const visit of said.ok.visits) await fetchNeeds(place, token, visit);
  // Nothing waits for it, and a login that ended meanwhile has nothing to tell.
  if (login.value?.token === token) onceHeard(place, token);
}

async function fetchNeeds(place: Workplace, token: string, visit: Visit): Promise<void> {
  if (!isChecklist(await cachedChecklist(place.cache, nameOf(visit)))) {
    const said = await fetchChecklist(token, visit.checklist);
    if ('ok' in said && isChecklist(said.ok)) {
      await putChecklist(place.cache, nameOf(visit), said.ok);
    }
  }
  await pull(place, visit.id);
}

/** A visit of which nothing is new stays the same object, and is not drawn anew. */
function show(list: readonly Visit[]): void {
  const known = new Map(visits.value.map((visit) => [visit.id, visit]));
  const next = inOrder(list).map((visit) => {
    const before = known.get(visit.id);
    return before && wordsOf(before) === wordsOf(visit) ? before : visit;
  });
  const isSame =
    next.length === visits.value.length && next.every((it, n) => it === visits.value[n]);
  if (!isSame) visits.value = next;
}

/** Grants are signed anew with each answer, and are kept elsewhere. */
function wordsOf(visit: Visit): string {
  return JSON.stringify({ ...visit, grant: '' });
}

function nameOf({ checklist }: Visit): string {
  return `${checklist.code} ${checklist.version}`;
}

/** The server's own checks stand behind a checklist; here it is only told from something else. */
function isChecklist(held: unknown): held is Checklist {
  return typeof held === 'object' && held !== null && 'sections' in held && 'code' in held;
}

function inOrder(list: readonly Visit[]): readonly Visit[] {
  return [...list].sort(
    (a, b) =>
      (a.planned_on ?? '9').localeCompare(b.planned_on ?? '9') ||
      a.unit.name.localeCompare(b.unit.name, 'vi') ||
      (a.id < b.id ? -1 : 1),
  );
}
