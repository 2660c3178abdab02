/** A quarter turn of a photo: a new picture under the old number. */

import { readPhoto } from '../../entries/values';
import { t } from '../../i18n/later';
import { acted, BLANK, isBlurring, type Drawing } from '../../photos/marks';
import { paint, turnedSize } from '../../photos/paint';
import { photoOf } from '../../photos/paper';
import { valueOf, type Cell } from '../../visit/current';
import { openedPicture } from '../parts/photo';
import { toast } from '../parts/toast';
import { replacePhoto } from './replacing';

export function turnPhoto(cell: Cell, quarters: 1 | -1): Promise<boolean> {
  return saveDrawing(cell, acted(BLANK, { act: 'turn', quarters }));
}

/** Draws it all into a new picture; false, with words, when that could not be done. */
export async function saveDrawing(cell: Cell, drawing: Drawing): Promise<boolean> {
  const photo = readPhoto(valueOf(cell));
  const picture = photo && (await openedPicture(photo.sha256));
  if (!picture) {
    toast(t('photo_cannot_edit'));
    return false;
  }
  const whole = turnedSize(picture, drawing.now.turns);
  const made = await photoOf(whole, (brush, size) => {
    paint(brush, picture.source, drawing.now, size);
  });
  picture.release();
  if (made) return replacePhoto(cell, made, isBlurring(drawing));
  toast(t('photo_cannot_edit'));
  return false;
}
