/** Another picture in the place of a photo; with a way back, but to faces that were blurred. */

import type { JsonObject } from '../../core/canonical';
import { slotKey } from '../../entries/entry';
import { objectOf, readPhoto } from '../../entries/values';
import { t } from '../../i18n/later';
import { nudge } from '../../store/sending';
import { forgetAbout } from '../../store/steps';
import { log, say } from '../../store/visit';
import { reloadOutbox, workplace, type Workplace } from '../../store/workplace';
import { burnSoon } from '../../vault/ashes';
import { holdBack, letGo } from '../../vault/inhand';
import { shownPhotos } from '../../vault/leftovers';
import { dropBytes, keepPhoto, type NewPhoto } from '../../vault/photos';
import { PhoneFull } from '../../vault/room';
import { valueOf, type Cell } from '../../visit/current';
import { aboutOf, offerUndo } from '../acts';
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
  if (!(await say(aboutOf(cell), value))) {
    await dropBytes(place.vault, sha256);
    return false;
  }
  if (isBlurred) {
    await burnAllOf(place, cell);
    forgetAbout(aboutOf(cell));
    toast(t('photo_blurred'));
  } else offerUndo(t('changed'));
  return true;
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
