/**
 * Browsers throw a site's data away when a phone is full, or when somebody clears it. A marker in
 * a cookie, which they keep apart, says what there was: so that the loss is told, never passed over.
 */

import { effect, signal } from '@preact/signals';
import { vaultOf } from '../vault/open';
import { fact } from '../vault/vault';
import { keepPhoneFact, phoneFact } from './phone';
import { outbox, unsentOf, workplace } from './workplace';

/** What was on this phone when it was last seen. */
export interface Vanished {
  /** Things that were on this phone only. */
  readonly unsent: number;
  /** Milliseconds of the phone's clock. */
  readonly at: number;
}

export const vanished = signal<Vanished | null>(null);

const NAME = 'vault-';
const FACT = 'vanished';
const A_YEAR = 365 * 24 * 3600;

/** Says what is missing where a marker tells of a vault that is not there any more. */
export async function announceVanished(): Promise<void> {
  const missed = await missing();
  // Kept until somebody has read it: the new vault will soon have a marker of its own.
  if (missed) await keepPhoneFact(FACT, missed);
  const held = missed ?? (await phoneFact(FACT));
  vanished.value = isVanished(held) ? held : null;
}

/** Somebody has read it. */
export async function dismissVanished(): Promise<void> {
  vanished.value = null;
  for (const { user } of markers()) if (!(await isThere(user))) forgetMarker(user);
  await keepPhoneFact(FACT, null);
}

let isMarking = false;

/** Keeps the marker true from here on. */
export function markVault(): void {
  if (isMarking) return;
  isMarking = true;
  let soon: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const [place, box] = [workplace.value, outbox.value];
    clearTimeout(soon);
    if (!place || box.size === 0) return;
    // Not between a tap and its picture.
    soon = setTimeout(() => writeMarker(place.user, unsentOf(box).length), 200);
  });
}

/** Who signs out leaves nothing to be missed. */
export function forgetMarker(user: string | undefined): void {
  if (user !== undefined) writeCookie(user, '', 0);
}

async function missing(): Promise<Vanished | null> {
  const gone: Vanished[] = [];
  for (const { user, unsent, at } of markers()) {
    if (!(await isThere(user))) gone.push({ unsent, at });
  }
  return gone.sort((a, b) => b.unsent - a.unsent)[0] ?? null;
}

/** A vault gets its device with the first thing that is recorded, and keeps it for good. */
async function isThere(user: string): Promise<boolean> {
  const place = workplace.value;
  if (place?.user === user) return (await fact(place.vault, 'device')) !== undefined;
  const vault = vaultOf(user);
  try {
    return (await fact(vault, 'device')) !== undefined;
  } finally {
    await vault.close();
  }
}

function writeMarker(user: string, unsent: number): void {
  writeCookie(user, `${unsent}.${Date.now()}`, A_YEAR);
}

function writeCookie(user: string, value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${NAME}${encodeURIComponent(user)}=${value}; path=/phone; max-age=${seconds}; samesite=strict${secure}`;
}

function markers(): readonly (Vanished & { readonly user: string })[] {
  return document.cookie.split('; ').flatMap((pair) => {
    const [, user, unsent, at] = /^vault-([^=]+)=(\d+)\.(\d+)$/.exec(pair) ?? [];
    if (user === undefined) return [];
    return [{ user: decodeURIComponent(user), unsent: Number(unsent), at: Number(at) }];
  });
}

function isVanished(held: unknown): held is Vanished {
  return typeof held === 'object' && held !== null && 'unsent' in held && 'at' in held;
}
