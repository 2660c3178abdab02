/** When the outbox is emptied: a timer, the network's return, becoming visible, start, a button. */

import { signal } from '@preact/signals';
import { postOf, reconcile, type Passes } from '../api/server';
import type { EntryReceipt } from '../api/shapes';
import { localTime } from '../core/clock';
import { drain, type Shelf } from '../outbox/drain';
import { alone } from '../outbox/lock';
import { again, hurried, wakeAt, wasTaken, type Parcel } from '../outbox/machine';
import { burnListed } from '../vault/ashes';
import { cachedVisits } from '../vault/cache';
import { inHand } from '../vault/inhand';
import { readPhoto } from '../vault/photos';
import { PhoneFull } from '../vault/room';
import { entriesById, fact, parcels, putReceipts, setFact } from '../vault/vault';
import { ring } from './bell';
import { login, tokenRefused } from './phone';
import {
  changeParcels,
  outbox,
  reloadOutbox,
  storeParcels,
  workplace,
  type Workplace,
} from './workplace';

export const sendingNow = signal(false);
/** The last attempt to reach the server found none. */
export const outOfReach = signal(false);
/** The last time the server answered with something that could be believed. */
export const lastContact = signal<string | null>(null);

/** Typing comes in bursts; they travel together. */
const GATHER = 1_200;
const OTHER_TAB = 4_000;
const LONGEST_SLEEP = 300_000;
const RECONCILE_PAGE = 500;

/** What else there is to do once something was taken by the server: the list of visits is old. */
let afterSending: () => void = () => undefined;

let timer: ReturnType<typeof setTimeout> | undefined;
let askedAgain = false;

export function onSent(act: () => void): void {
  afterSending = act;
}

/** Something was recorded: send soon. */
export function nudge(): void {
  askToLast();
  sleep(GATHER);
}

/** Send now, whatever the pauses say. */
export async function hurry(): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  await changeParcels(place, hurried);
  await send();
}

/** Sends what is due; at most once at a time in this tab, and in one tab at a time. */
export async function send(): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  if (sendingNow.value) {
    askedAgain = true;
    return;
  }
  sendingNow.value = true;
  let ran = false;
  try {
    const grants = await grantsOf(place);
    ran = await alone(place.user, place.vault, () => drainOf(place, grants));
  } catch (fault) {
    // No room to note what was sent: it stays unsent, and is sent again once there is.
    if (!(fault instanceof PhoneFull)) throw fault;
  } finally {
    sendingNow.value = false;
    await planNext(place, ran);
  }
}

/** Every grant that was ever given is kept: it is good for what was recorded under it. */
export async function keepGrants(
  place: Workplace,
  visits: readonly { readonly id: string; readonly grant: string }[],
): Promise<void> {
  const given = visits.filter((visit) => visit.grant !== '');
  const fresh = Object.fromEntries(given.map((visit) => [visit.id, visit.grant]));
  await setFact(place.vault, 'grants', { ...(await grantsOf(place)), ...fresh });
}

/** A server that was restored from a backup has a new epoch; what it lacks goes out again. */
export async function meetEpoch(place: Workplace, epoch: string): Promise<void> {
  if (epoch === '') return;
  const known = await fact(place.vault, 'epoch');
  if (known === epoch) return;
  if (typeof known !== 'string' || (await offerAgain(place, epoch))) {
    await setFact(place.vault, 'epoch', epoch);
  }
}

let isAsked = false;

/** Once there is something to lose, the browser is asked to throw nothing away by itself. */
function askToLast(): void {
  if (isAsked) return;
  isAsked = true;
  // The DOM types promise it everywhere; Safari has it from 15.2 on only.
  const { navigator: of } = globalThis as { navigator?: { storage?: Partial<StorageManager> } };
  void of?.storage?.persist?.().catch(() => false);
}

function sleep(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void send(), milliseconds);
}

async function planNext(place: Workplace, ran: boolean): Promise<void> {
  // Whoever left meanwhile has nothing to count any more.
  if (workplace.value !== place) return;
  // Another tab may have sent what this one still counts, before this one could hear of it.
  await reloadOutbox(place);
  const due = wakeAt(await leaving(place), Date.now());
  if (askedAgain) sleep(0);
  else if (due !== null) {
    sleep(ran ? Math.min(LONGEST_SLEEP, Math.max(500, due - Date.now())) : OTHER_TAB);
  }
  askedAgain = false;
}

async function drainOf(place: Workplace, grants: Readonly<Record<string, string>>): Promise<void> {
  const world = { now: () => Date.now(), chance: () => Math.random() };
  const before = keptCount();
  await drain(shelfOf(place), postOf(passesOf(place, grants)), world);
  // Nobody is sending now, so what was on its way before it was blurred can go as well.
  if (await burnListed(place.vault)) await reloadOutbox(place);
  ring();
  if (keptCount() > before) afterSending();
}

function keptCount(): number {
  return [...outbox.value.values()].filter((each) => each.state === 'kept').length;
}

function shelfOf(place: Workplace): Shelf {
  return {
    parcels: () => leaving(place),
    put: (rows) => storeParcels(place, rows),
    entries: (ids) => entriesById(place.vault, ids),
    photo: (sha256) => readPhoto(place.vault, sha256),
  };
}

/** The parcels that may leave: a photo that somebody is looking at stays until they are done. */
async function leaving(place: Workplace): Promise<readonly Parcel[]> {
  const [all, held] = await Promise.all([parcels(place.vault), inHand(place.vault, Date.now())]);
  return all.filter((each) => each.state !== 'queued' || !held.has(each.id));
}

function passesOf(place: Workplace, grants: Readonly<Record<string, string>>): Passes {
  return {
    token: () => login.value?.token ?? null,
    grant: (visit) => grants[visit] ?? null,
    tokenRefused: () => void tokenRefused(),
    heard: (answered) => {
      outOfReach.value = !answered;
    },
    onReceipts: async (said) => {
      lastContact.value = localTime();
      await keepReceipts(place, said.receipts);
      void meetEpoch(place, said.epoch);
    },
  };
}

function keepReceipts(place: Workplace, receipts: readonly EntryReceipt[]): Promise<void> {
  return putReceipts(
    place.vault,
    receipts.map(({ id, sha256, number, state, code, visit_state, missing }) => ({
      ...{ id, sha256, number, state, code, at: localTime() },
      visitState: visit_state,
      missingPhotos: missing.photos,
      missingEntries: missing.entries,
    })),
  );
}

async function grantsOf(place: Workplace): Promise<Readonly<Record<string, string>>> {
  const held = await fact(place.vault, 'grants');
  const kept = typeof held === 'object' && held !== null ? held : {};
  const told = (await cachedVisits(place.cache)).filter((visit) => visit.grant !== '');
  return { ...kept, ...Object.fromEntries(told.map((visit) => [visit.id, visit.grant])) };
}

/** Whether the server could be asked about everything that it once acknowledged. */
async function offerAgain(place: Workplace, epoch: string): Promise<boolean> {
  const kept = (await parcels(place.vault)).filter(wasTaken);
  const pass = login.value?.token ?? Object.values(await grantsOf(place))[0];
  if (pass === undefined) return false;
  for (let from = 0; from < kept.length; from += RECONCILE_PAGE) {
    const page = kept.slice(from, from + RECONCILE_PAGE);
    const ids = (kind: string): readonly string[] =>
      page.filter((each) => each.kind === kind).map((each) => each.id);
    const said = await reconcile(pass, { epoch, entries: ids('entry'), photos: ids('photo') });
    if (!('ok' in said)) return false;
    const has = new Set([...said.ok.entries, ...said.ok.photos]);
    const lacking = new Set(page.map((each) => each.id).filter((id) => !has.has(id)));
    await changeParcels(place, (each) => (lacking.has(each.id) ? again(each) : each));
  }
  nudge();
  return true;
}
