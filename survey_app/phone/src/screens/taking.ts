/** One photo: made fit, kept, read back, recorded. */

import { localTime } from '../core/clock';
import { uuid7 } from '../core/uuid';
import { t } from '../i18n/later';
import { prepare, Unfit } from '../photos/prepare';
import { say } from '../store/visit';
import { workplace } from '../store/workplace';
import { keepPhoto } from '../vault/photos';
import { PhoneFull } from '../vault/room';
import { toast } from './parts/toast';

/** The slot of the photo, or null when it could not be kept; why is said at once. */
export async function takeOne(file: File, item: string | null): Promise<string | null> {
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
