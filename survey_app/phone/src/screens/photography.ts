/** From the camera to the vault: photo after photo, each recorded once it was read back. */

import { signal } from '@preact/signals';
import { flushAll } from '../store/autosave';
import { open } from '../store/visit';
import { workplace } from '../store/workplace';
import { fact, setFact } from '../vault/vault';

/** What is being prepared, for the screen. */
export const preparing = signal<{ readonly n: number; readonly total: number } | null>(null);
/** The photo that was just taken: its sheet opens for the caption. */
export const justTaken = signal<{ readonly item: string | null; readonly slot: string } | null>(
  null,
);

const EXPECTED = 'photo-expected';

/** Before the camera opens: what is typed goes to the store, and that a photo is to come. */
export async function expectPhoto(item: string | null): Promise<void> {
  await flushAll();
  const place = workplace.value;
  const visit = open.value?.visit.id;
  if (place && visit !== undefined) await setFact(place.vault, EXPECTED, { visit, item });
}

/** Takes in the chosen files, one after the other. */
export async function takeIn(files: readonly File[], item: string | null): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  // Decoding and shrinking come with the later screens: nobody takes a photo in the first second.
  const { takeOne } = await import('./late');
  let last: string | null = null;
  for (const [at, file] of files.entries()) {
    preparing.value = { n: at + 1, total: files.length };
    last = (await takeOne(file, item)) ?? last;
  }
  preparing.value = null;
  await setFact(place.vault, EXPECTED, null);
  if (last !== null) justTaken.value = { item, slot: last };
}

/** Whether the phone was killed behind the camera: said once, at the visit where it happened. */
export async function missedPhoto(visit: string): Promise<boolean> {
  const place = workplace.value;
  if (!place) return false;
  const held = await fact(place.vault, EXPECTED);
  const isHere =
    typeof held === 'object' && held !== null && 'visit' in held && held.visit === visit;
  if (isHere) await setFact(place.vault, EXPECTED, null);
  return isHere;
}
