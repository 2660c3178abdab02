/** From the camera to the vault: photo after photo, each recorded once it was read back. */

import type { Json } from '../core/canonical';
import { localTime } from '../core/clock';
import { uuid7 } from '../core/uuid';
import { t } from '../i18n/later';
import { takePosition } from '../photos/position';
import { asItIs, check, prepare, Unfit } from '../photos/prepare';
import { open, say } from '../store/visit';
import { workplace, type Workplace } from '../store/workplace';
import { holdBack } from '../vault/inhand';
import { fileOf, receive, received, settle, takenUp, type Incoming } from '../vault/incoming';
import { sweepPhotos } from '../vault/leftovers';
import { dropBytes, keepPhoto, type NewPhoto } from '../vault/photos';
import { isQuota, PhoneFull } from '../vault/room';
import type { PhotoRow } from '../vault/schema';
import { toast } from './parts/toast';
import { nobodyLooks } from './photo/replacing';
import { expectNothing, isAnnounced, type Shot } from './photography';

type Why = 'photo_too_big' | 'photo_not_picture' | 'photo_full' | 'photo_failed' | 'photo_later';
type Outcome = { readonly slot: string; readonly isOriginal: boolean } | { readonly why: Why };

/** The slot of the last photo that was kept, or null; what could not be kept is said. */
export async function takeAll(
  files: readonly File[],
  shot: Shot,
  onNext: (n: number) => void,
): Promise<string | null> {
  const place = workplace.value;
  const visit = open.value?.visit.id;
  if (!place || visit === undefined) return null;
  const common = { visit, item: shot.item, taken_at: localTime(), consent: isAnnounced() };
  const coming = await allArrived(place, files, { ...common, position: null });
  await expectNothing();
  const position = shot.camera ? await takePosition() : null;
  const outcomes: Outcome[] = [];
  for (const [at, one] of coming.entries()) {
    onNext(at + 1);
    outcomes.push(typeof one === 'string' ? { why: one } : await kept(place, one, position));
  }
  tell(outcomes);
  return toShow(place, visit, outcomes);
}

/** Takes up what this visit's files were left over when the page died; answers how many. */
export async function takeUp(visit: string): Promise<number> {
  const place = workplace.value;
  if (!place) return 0;
  const left = await received(place.vault, visit);
  const outcomes: Outcome[] = [];
  for (const one of left) {
    const file = await fileOf(place.vault, one);
    await takenUp(place.vault, one);
    // Opened twice and died of it twice: from now on it is kept as it is.
    const isDeadly = one.tries > 0;
    outcomes.push(
      file ? await kept(place, { one, file, isDeadly }, one.position) : await lost(place, one),
    );
  }
  tell(outcomes);
  // No sheet opens over these.
  if (left.length > 0) await nobodyLooks(place);
  await sweepPhotos(place.vault, Date.now());
  return outcomes.filter((each) => 'slot' in each).length;
}

interface Arrival {
  readonly one: Incoming;
  readonly file: File;
  readonly isDeadly: boolean;
}

/** All files before the first is opened: opening one may cost the page its life. */
async function allArrived(
  place: Workplace,
  files: readonly File[],
  about: Omit<Incoming, 'slot' | 'name' | 'type' | 'sha256' | 'tries'>,
): Promise<readonly (Arrival | Why)[]> {
  // Two slots of one millisecond come in any order; photos are counted by them.
  const slots = files.map(() => uuid7()).sort();
  const coming: (Arrival | Why)[] = [];
  for (const [at, file] of files.entries()) {
    coming.push(await arrived(place, file, { ...about, slot: slots[at] ?? uuid7() }));
  }
  return coming;
}

async function arrived(
  place: Workplace,
  file: File,
  about: Omit<Incoming, 'name' | 'type' | 'sha256' | 'tries'>,
): Promise<Arrival | Why> {
  try {
    check(file);
    return { one: await receive(place.vault, file, about), file, isDeadly: false };
  } catch (fault) {
    if (fault instanceof Unfit) return fault.why;
    // No room for the file as it came; the photo that it becomes is a tenth of it.
    const { name, type } = file;
    return { one: { ...about, name, type, sha256: '', tries: 0 }, file, isDeadly: false };
  }
}

async function kept(place: Workplace, arrival: Arrival, position: Json): Promise<Outcome> {
  const { one, file, isDeadly } = arrival;
  try {
    const photo = await (isDeadly ? asItIs(file) : prepare(file));
    const row = await rowOf(place, one, photo);
    // Held back before it is recorded: its sheet opens next, and the sender may be awake.
    await holdBack(place.vault, row.sha256, Date.now());
    const about = { kind: 'photo', item: one.item, slot: one.slot, layer: null } as const;
    const entry = await say(about, valueOf(one, row, position), one.visit);
    if (!entry) await dropBytes(place.vault, row.sha256);
    await settle(place.vault, one);
    return entry ? { slot: one.slot, isOriginal: row.width === null } : { why: 'photo_full' };
  } catch (fault) {
    const why = whyOf(fault);
    // A store that failed in the middle has the file still: it is taken up at the next start.
    if (why === 'photo_failed' && one.sha256 !== '') return { why: 'photo_later' };
    await settle(place.vault, one);
    return { why };
  }
}

/** Kept and read back; where there is no room beside the file it was made from, the file goes. */
async function rowOf(place: Workplace, one: Incoming, photo: NewPhoto): Promise<PhotoRow> {
  try {
    return await keepPhoto(place.vault, photo);
  } catch (fault) {
    if (!(fault instanceof PhoneFull)) throw fault;
    await settle(place.vault, one);
    return keepPhoto(place.vault, photo);
  }
}

async function lost(place: Workplace, one: Incoming): Promise<Outcome> {
  await settle(place.vault, one);
  return { why: 'photo_failed' };
}

function valueOf(one: Incoming, row: PhotoRow, position: Json): Json {
  const { sha256, bytes, width, height } = row;
  return {
    ...{ sha256, bytes, width, height, caption: '', taken_at: one.taken_at },
    ...(one.consent === null ? {} : { consent: one.consent }),
    ...(position === null ? {} : { position }),
  };
}

function whyOf(fault: unknown): Why {
  if (fault instanceof Unfit) return fault.why;
  return fault instanceof PhoneFull || isQuota(fault) ? 'photo_full' : 'photo_failed';
}

/** The photo whose sheet opens: none over another visit, to which somebody went on meanwhile. */
async function toShow(
  place: Workplace,
  visit: string,
  outcomes: readonly Outcome[],
): Promise<string | null> {
  if (open.value?.visit.id === visit) return lastSlot(outcomes);
  await nobodyLooks(place);
  return null;
}

function lastSlot(outcomes: readonly Outcome[]): string | null {
  const slots = outcomes.flatMap((each) => ('slot' in each ? [each.slot] : []));
  return slots[slots.length - 1] ?? null;
}

/** Says what was not kept and why; of several, how many. */
function tell(outcomes: readonly Outcome[]): void {
  const [first] = outcomes.flatMap((each) => ('why' in each ? [each.why] : []));
  const failed = outcomes.filter((each) => 'why' in each).length;
  const original = outcomes.filter((each) => 'slot' in each && each.isOriginal).length;
  const total = outcomes.length;
  if (first !== undefined) {
    toast(total === 1 ? t(first) : t('photos_failed', { n: failed, total, why: t(first) }));
  } else if (original > 0 && total > 1) toast(t('photos_original', { n: original, total }));
}
