/** From the camera to the vault: photo after photo, each recorded once it was read back. */

import { signal } from '@preact/signals';
import { localTime } from '../core/clock';
import { uuid7 } from '../core/uuid';
import { t } from '../i18n/say';
import { prepare, Unfit } from '../photos/prepare';
import { flushAll } from '../store/autosave';
import { open, say } from '../store/visit';
import { workplace } from '../store/workplace';
import { keepPhoto } from '../vault/photos';
import { PhoneFull } from '../vault/room';
import { fact, setFact } from '../vault/vault';
import { toast } from './parts/toast';

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

/** The slot of the photo, or null when it could not be kept; why is said at once. */
async function takeOne(file: File, item: string | null): Promise<string | null> {
  const place = workplace.value;
  if (!place) return null;
  try {
    const photo = await prepare(file);
    const { sha256, bytes, width, height } = await keepPhoto(place.vault, photo);
    const slot = uuid7();
    const value = { sha256, bytes, width, height, caption: '', taken_at: localTime() };
    const about = { kind: 'photo', item, slot, layer: null } as const;
    const entry = await say(about, value, { sha256, bytes });
    return entry ? slot : null;
  } catch (fault) {
    toast(wordsFor(fault));
    return null;
  }
}

function wordsFor(fault: unknown): string {
  if (fault instanceof Unfit) return t(fault.why);
  return t(fault instanceof PhoneFull ? 'photo_full' : 'photo_failed');
}
