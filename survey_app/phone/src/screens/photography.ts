/** Around the camera: what is said before it opens, and what is taken in when it has closed. */

import { signal } from '@preact/signals';
import { objectOf } from '../entries/values';
import { t } from '../i18n/say';
import { flushAll } from '../store/autosave';
import { log, open } from '../store/visit';
import { workplace } from '../store/workplace';
import { ifRoom } from '../vault/room';
import { fact, setFact } from '../vault/vault';
import { fetchLate, late } from './parts/late';
import { toast } from './parts/toast';

/** What is being prepared, for the screen. */
export const preparing = signal<{ readonly n: number; readonly total: number } | null>(null);
/** The photo that was just taken: its sheet opens for the caption. */
export const justTaken = signal<{ readonly item: string | null; readonly slot: string } | null>(
  null,
);
/** What the person said of the photos of a visit since the page was opened. */
export const announced = signal<{ readonly visit: string; readonly told: boolean } | null>(null);

export const EXPECTED = 'photo-expected';

/** For what the pictures are, and whether they come from the camera at this moment. */
export interface Shot {
  readonly item: string | null;
  readonly camera: boolean;
}

/** Whether people were told that photos are taken on this visit; null: not asked yet. */
export function isAnnounced(): boolean | null {
  const said = announced.value;
  if (said && said.visit === open.value?.visit.id) return said.told;
  const own = log.value.filter((each) => each.mine && each.entry.kind === 'photo');
  const told = own.map((each) => objectOf(each.entry.value)?.['consent']);
  return told.reverse().find((each) => typeof each === 'boolean') ?? null;
}

/** Before the camera opens: what is typed goes to the store, and that a photo is to come. */
export async function expectPhoto({ item, camera }: Shot): Promise<void> {
  const visit = open.value?.visit;
  if (camera && visit?.round.photo_position) late.value?.seekPosition();
  await flushAll();
  const place = workplace.value;
  if (place && visit) {
    await ifRoom(() => setFact(place.vault, EXPECTED, { visit: visit.id, item }));
  }
}

/** Nothing was taken after all. */
export async function expectNothing(): Promise<void> {
  const place = workplace.value;
  if (place) await ifRoom(() => setFact(place.vault, EXPECTED, null));
}

/** Takes in the chosen files, one after the other. */
export async function takeIn(files: readonly File[], shot: Shot): Promise<void> {
  if (files.length === 0) return expectNothing();
  preparing.value = { n: 1, total: files.length };
  try {
    // Decoding and shrinking come with the later screens: nobody takes a photo in the first second.
    await fetchLate();
    const slot = await late.value?.takeAll(files, shot, (n) => {
      preparing.value = { n, total: files.length };
    });
    if (slot === undefined) toast(t('photo_expected'));
    else if (slot !== null) justTaken.value = { item: shot.item, slot };
  } finally {
    preparing.value = null;
  }
}

/**
 * After a start: takes up the files that the page had when it died. Whether a photo is missing
 * all the same, because the page was gone before the camera gave it: said once.
 */
export async function missedPhoto(visit: string): Promise<boolean> {
  const place = workplace.value;
  if (!place || preparing.value !== null) return false;
  await fetchLate();
  if (!late.value) return false;
  const found = await late.value.takeUp(visit);
  const held = objectOf((await fact(place.vault, EXPECTED)) as never);
  const isHere = held?.['visit'] === visit;
  if (isHere) await expectNothing();
  return isHere && found === 0;
}
