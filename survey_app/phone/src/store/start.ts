/** Beginning and ending the work of a person on this phone. */

import { signal } from '@preact/signals';
import { signOut } from '../api/server';
import { onRing } from './bell';
import { cachedIds } from '../vault/cache';
import { purge } from '../vault/purge';
import { route } from './route';
import { closeVisit, entriesOf, recallVisit, reread } from './visit';
import {
  heardOfLogin,
  isLeaving,
  likelyUser,
  login,
  noteLeaving,
  recall,
  rememberLogin,
  type Login,
} from './phone';
import { hurry, onSent, outOfReach, send } from './sending';
import { announceVanished, forgetMarker, markVault } from './vanished';
import { recallVisits, refreshVisits, serverTime } from './visits';
import {
  closed,
  enter,
  leave,
  placeOf,
  reloadOutbox,
  warmed,
  workplace,
  type Workplace,
} from './workplace';

/** `unable`: the browser keeps nothing, so nothing may be filled in. */
export const started = signal<'starting' | 'ready' | 'unable'>('starting');

const REFRESH_EVERY = 60_000;

export async function start(): Promise<void> {
  try {
    const likely = openLikely();
    await recall();
    if (isLeaving()) await depart();
    const held = login.value;
    const place = likely?.user === held?.user.id ? likely : null;
    if (likely !== place) void closed(likely);
    if (held) await settle(held, place);
    else await announceVanished();
    started.value = 'ready';
  } catch {
    // Private windows of some browsers have no storage at all: said, instead of pretending.
    started.value = 'unable';
    return;
  }
  listen();
}

/** Signs out; refused while something is unsent, unless it was exported. */
export async function depart(): Promise<void> {
  const { token, user } = login.value ?? { token: null, user: null };
  if (user) noteLeaving(user.id);
  forgetMarker(user?.id);
  const left = forget();
  await rememberLogin(null);
  noteLeaving(null);
  await left;
  // It may have no network to tell it: the phone is nobody's all the same.
  if (token !== null) void signOut(token);
}

/** Brings everything up to date: what is unsent goes, what is new comes. */
export async function freshen(): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  await hurry();
  await refreshVisits(place);
  await makeRoom(place);
  await reread(place);
}

/** Only after the server was heard: it may have been restored, and ask for what it lost. */
async function makeRoom(place: Workplace): Promise<void> {
  if (outOfReach.value || serverTime.value === null) return;
  // A clock that ran ahead makes nothing old: what counts is the earlier of the two.
  const now = Math.min(Date.now(), serverTime.value);
  if ((await purge(place.vault, await cachedIds(place.cache), now)) > 0) {
    await reloadOutbox(place);
  }
}

/** Makes this person's stores the ones at work. */
export async function settle(held: Login, at: Workplace | null = null): Promise<void> {
  if (workplace.value?.user !== held.user.id) {
    await recallPlace(at ?? placeOf(held.user.id));
    // A new marker may be set once what the old one tells has been looked at. Where that could not
    // be kept, the old one stays, and the next start looks again.
    void announceVanished().then(markVault, () => undefined);
  }
  // What the network brings waits until what is here can be seen.
  setTimeout(() => void freshen());
}

/** All that the first screen shows is read at once: a start takes as long as the slowest reading. */
async function recallPlace(place: Workplace): Promise<void> {
  const shown = 'visit' in route.value ? route.value.visit : null;
  const entries = shown === null ? null : entriesOf(place, shown);
  const [, , told] = await Promise.all([enter(place), recallVisits(place), entries]);
  if (shown !== null && told !== null) await recallVisit(place, shown, told);
}

/** Opening a store takes as long as reading it: it is begun while the login is still looked up. */
function openLikely(): Workplace | null {
  const user = likelyUser();
  return user === undefined ? null : warmed(placeOf(user));
}

export async function forget(): Promise<void> {
  closeVisit();
  await leave();
}

function listen(): void {
  addEventListener('online', () => void freshen());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void freshen();
  });
  setInterval(() => {
    if (document.visibilityState === 'visible') void quietly();
  }, REFRESH_EVERY);
  onRing(() => void reloadAll());
  onSent(() => {
    if (workplace.value) void refreshVisits(workplace.value);
  });
}

async function quietly(): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  await send();
  await refreshVisits(place);
  await reread(place);
}

/** Another tab wrote; if it was somebody's leaving or coming, nothing of before may stay shown. */
async function reloadAll(): Promise<void> {
  if (await heardOfLogin()) {
    location.reload();
    return;
  }
  const place = workplace.value;
  if (!place) return;
  await reloadOutbox(place);
  await reread(place);
}
