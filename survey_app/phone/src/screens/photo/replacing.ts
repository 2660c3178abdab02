/** Another picture, or none, in the place of a photo; each with the way back that may be had. */

import type { JsonObject } from '../../core/canonical';
import { slotKey } from '../../entries/entry';
import { objectOf, readPhoto } from '../../entries/values';
import { t } from '../../i18n/later';
import { nudge } from '../../store/sending';
import { log, say } from '../../store/visit';
import { reloadOutbox, workplace, type Workplace } from '../../store/workplace';
import { burnSoon } from '../../vault/ashes';
import { holdBack, letGo } from '../../vault/inhand';
import { shownPhotos } from '../../vault/leftovers';
import { dropBytes, keepPhoto, shelve, type NewPhoto } from '../../vault/photos';
import { PhoneFull } from '../../vault/room';
import { photoRow, type WithPhoto } from '../../vault/vault';
import { valueOf, type Cell } from '../../visit/current';
import { aboutOf } from '../acts';
import { toast } from '../parts/toast';

/** While its sheet is open a photo does not leave the phone. */
export async function somebodyLooks(sha256: string): Promise<void> {
  const place = workplace.value;
  if (place) await holdBack(place.vault, sha256, Date.now());
}

export async function nobodyLooks(place: Workplace): Promise<void> {
  await letGo(place.vault);
  nudge();
}

/**
 * Puts the picture into the place of the photo, under the same number and caption. Where faces
 * were blurred the picture from before leaves the phone for good; else there is a way back.
 */
export async function replacePhoto(
  cell: Cell,
  next: NewPhoto,
  isBlurred: boolean,
): Promise<boolean> {
  const place = workplace.value;
  const before = objectOf(valueOf(cell));
  if (!place || !before) return false;
  try {
    return await replaced(place, { cell, before }, next, isBlurred);
  } catch (fault) {
    toast(t(fault instanceof PhoneFull ? 'photo_full' : 'photo_failed'));
    return false;
  }
}

interface Old {
  readonly cell: Cell;
  readonly before: JsonObject;
}

async function replaced(
  place: Workplace,
  { cell, before }: Old,
  next: NewPhoto,
  isBlurred: boolean,
): Promise<boolean> {
  const { sha256, bytes, width, height } = await keepPhoto(place.vault, next);
  await holdBack(place.vault, sha256, Date.now());
  const value = { ...before, sha256, bytes, width, height };
  if (!(await say(aboutOf(cell), value, { sha256, bytes }))) {
    await dropBytes(place.vault, sha256);
    return false;
  }
  if (isBlurred) await burnAllOf(place, cell);
  else await takeOut(place, readPhoto(before)?.sha256);
  const back = (): Promise<void> => putBack(place, cell, before, sha256);
  toast(t(isBlurred ? 'photo_blurred' : 'changed'), isBlurred ? null : back);
  return true;
}

/** Takes the photo back; one that has not left the phone does not leave it any more. */
export async function withdrawPhoto(cell: Cell): Promise<void> {
  const place = workplace.value;
  const before = objectOf(valueOf(cell));
  if (!place || !before || !(await say(aboutOf(cell), null))) return;
  await takeOut(place, readPhoto(before)?.sha256);
  toast(t('withdrawn'), () => putBack(place, cell, before, null));
}

async function putBack(
  place: Workplace,
  cell: Cell,
  before: JsonObject,
  instead: string | null,
): Promise<void> {
  const photo = readPhoto(before);
  if (!photo) return;
  // In the outbox again where it was taken out; a colleague's photo never was in it.
  const row = await photoRow(place.vault, photo.sha256);
  const again: WithPhoto | undefined = row && { sha256: row.sha256, bytes: row.bytes };
  await say(aboutOf(cell), before, again);
  await takeOut(place, instead ?? undefined);
}

/** Every picture that ever stood there shows the faces: the one from before it was turned as well. */
async function burnAllOf(place: Workplace, cell: Cell): Promise<void> {
  const shown = await shownPhotos(place.vault);
  const key = slotKey(aboutOf(cell));
  for (const { entry } of log.value) {
    const photo = slotKey(entry) === key ? readPhoto(entry.value) : null;
    if (photo && !shown.has(photo.sha256)) await burnSoon(place.vault, photo.sha256);
  }
  await reloadOutbox(place);
}

/** The same picture may stand in another place as well: then it goes on being sent. */
async function takeOut(place: Workplace, sha256: string | undefined): Promise<void> {
  if (sha256 === undefined || (await shownPhotos(place.vault)).has(sha256)) return;
  await shelve(place.vault, sha256);
  await reloadOutbox(place);
}
