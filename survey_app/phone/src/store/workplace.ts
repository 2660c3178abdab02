/** The two databases of the person who is signed in, and what of them the screen watches. */

import { signal } from '@preact/signals';
import type { Parcel } from '../outbox/machine';
import { letGo } from '../vault/inhand';
import { cacheOf, vaultOf, type Store } from '../vault/open';
import type { CacheSchema, VaultSchema } from '../vault/schema';
import { alterParcels, parcels, putParcels } from '../vault/vault';

export interface Workplace {
  readonly user: string;
  readonly vault: Store<VaultSchema>;
  readonly cache: Store<CacheSchema>;
}

export const workplace = signal<Workplace | null>(null);
/** The outbox as the store has it; words about "saved" and "sent" are derived from this alone. */
export const outbox = signal<ReadonlyMap<string, Parcel>>(new Map());

export function placeOf(user: string): Workplace {
  return { user, vault: vaultOf(user), cache: cacheOf(user) };
}

/** Begins to open its stores. */
export function warmed(place: Workplace): Workplace {
  place.vault.warm();
  place.cache.warm();
  return place;
}

/** Gives its stores back; what was never opened is no fault. */
export async function closed(place: Workplace | null): Promise<void> {
  await Promise.all([place?.vault.close(), place?.cache.close()]).catch(() => undefined);
}

export async function enter(place: Workplace): Promise<Workplace> {
  // Nobody can be looking at a photo yet. The store does it before anything else is asked of it;
  // what it cannot forget runs out by itself.
  void letGo(place.vault).catch(() => undefined);
  await reloadOutbox(place);
  workplace.value = place;
  return place;
}

export async function leave(): Promise<void> {
  const place = workplace.value;
  workplace.value = null;
  outbox.value = new Map();
  await closed(place);
}

/** The outbox as the store has it, even where another tab wrote and nobody heard of it. */
export async function reloadOutbox(place: Workplace): Promise<void> {
  outbox.value = new Map((await parcels(place.vault)).map((each) => [each.id, each]));
}

/** Whether the person withdrew it from this phone, after the office had it. */
export function isWithdrawn(id: string, box: ReadonlyMap<string, Parcel>): boolean {
  const parcel = box.get(id);
  return parcel?.state === 'held' && parcel.isWithdrawn === true;
}

/** Stores parcels, and only then shows them. */
export async function storeParcels(place: Workplace, rows: readonly Parcel[]): Promise<void> {
  await putParcels(place.vault, rows);
  showParcels(rows);
}

/** Changes parcels as they stand in the store, and only then shows them. */
export async function changeParcels(
  place: Workplace,
  change: (parcel: Parcel) => Parcel,
): Promise<void> {
  showParcels(await alterParcels(place.vault, change));
}

export function showParcels(rows: readonly Parcel[]): void {
  outbox.value = new Map([...outbox.value, ...rows.map((row) => [row.id, row] as const)]);
}

export type Whereabouts = 'phone' | 'sending' | 'server' | 'held';

const WHERE: Readonly<Record<Parcel['state'], Whereabouts>> = {
  queued: 'phone',
  sending: 'sending',
  kept: 'server',
  held: 'held',
};

/** Where a thing is: what this phone never had to send is on the server. */
export function whereabouts(id: string, box: ReadonlyMap<string, Parcel>): Whereabouts {
  const parcel = box.get(id);
  return parcel ? WHERE[parcel.state] : 'server';
}

export function isUnsent(parcel: Parcel): boolean {
  return parcel.state === 'queued' || parcel.state === 'sending' || isHeldHere(parcel);
}

export function unsentOf(
  box: ReadonlyMap<string, Parcel>,
  visit: string | null = null,
): readonly Parcel[] {
  return [...box.values()].filter(
    (each) => isUnsent(each) && (visit === null || each.visit === visit),
  );
}

function isHeldHere(parcel: Parcel): boolean {
  return parcel.state === 'held' && !parcel.onServer && parcel.isWithdrawn !== true;
}
