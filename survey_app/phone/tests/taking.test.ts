import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPhoto as readPhotoValue } from '../src/entries/values';
import { takeAll, takeUp } from '../src/screens/taking';
import { announced, isAnnounced } from '../src/screens/photography';
import { shown } from '../src/screens/parts/toast';
import { prepare, Unfit } from '../src/photos/prepare';
import { closeVisit, log, openVisit, say, writeFault } from '../src/store/visit';
import { visits } from '../src/store/visits';
import { enter, placeOf, leave, outbox, workplace } from '../src/store/workplace';
import { readPhoto } from '../src/vault/photos';
import { takeBallast } from '../src/vault/room';
import { ownEntries } from '../src/vault/vault';
import { visit } from './visits';

const HEIC = new File([new Uint8Array([1, 2, 3])], 'IMG_1.HEIC', { type: 'image/heic' });
const SHOT = { item: 'A1', camera: false };
const NOTE = { kind: 'note', item: 'A1', slot: 's', layer: null } as const;
let user = 0;

/** A browser that can decode nothing. */
class BlindImage {
  onerror: (() => void) | null = null;
  set src(_: string) {
    queueMicrotask(() => this.onerror?.());
  }
}

beforeEach(async () => {
  vi.stubGlobal('Image', BlindImage);
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('unknown format')));
  user += 1;
  const place = await enter(placeOf(`taking-${user}`));
  visits.value = [visit()];
  await openVisit(place, 'v1');
  shown.value = null;
  writeFault.value = null;
  announced.value = null;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  closeVisit();
  await leave();
});

function take(...files: File[]): Promise<string | null> {
  return takeAll(files, SHOT, () => undefined);
}

type Write = (this: IDBObjectStore, ...given: [unknown, IDBValidKey?]) => IDBRequest<IDBValidKey>;

/** From now on the phone is full: pictures never fit, other things as `fits` says. */
function fill(fits: () => boolean): void {
  for (const name of ['put', 'add'] as const) {
    const write = Reflect.get(IDBObjectStore.prototype, name) as Write;
    const guarded: Write = function (...given) {
      if (this.name === 'chunks' || !fits()) throw new DOMException('full', 'QuotaExceededError');
      return write.apply(this, given);
    };
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(guarded);
  }
}

test('a picture that the phone cannot open is kept as it is, without a size', async () => {
  const photo = await prepare(HEIC);

  expect(photo).toMatchObject({ type: 'image/heic', width: null, height: null, thumb: null });
  expect(new Uint8Array(photo.bytes)).toEqual(new Uint8Array([1, 2, 3]));
});

test('a file of words under the name of a picture is no picture', async () => {
  const words = new File(['Danh sách đoàn viên\n'.repeat(40)], 'a.jpg', { type: 'image/jpeg' });

  expect(await take(words)).toBeNull();

  expect(shown.value?.words).toBe('Tệp này không phải là ảnh.');
  expect(log.value).toEqual([]);
});

test('photos of one visit stay there when somebody goes on to another one meanwhile', async () => {
  const place = workplace.value;
  if (!place) throw new Error('nobody has entered');
  visits.value = [visit(), visit({ id: 'v2' })];
  const taking = take(HEIC, new File([new Uint8Array([4])], 'IMG_2.HEIC'));
  await openVisit(place, 'v2');

  expect(await taking).toBeNull();

  expect(log.value).toEqual([]);
  expect(await ownEntries(place.vault, 'v2')).toEqual([]);
  expect(await ownEntries(place.vault, 'v1')).toHaveLength(2);
});

test('it is recorded and can be read back byte for byte', async () => {
  const slot = await take(HEIC);

  const value = readPhotoValue(log.value[0]?.entry.value ?? null);
  const stored = workplace.value && (await readPhoto(workplace.value.vault, value?.sha256 ?? ''));
  expect(slot).toBe(log.value[0]?.entry.slot);
  expect(value).toMatchObject({ bytes: 3, width: null });
  expect(stored?.type).toBe('image/heic');
});

test.each([
  ['text', new File(['chữ'], 'a.txt', { type: 'text/plain' }), 'photo_not_picture'],
  ['nothing', new File([], 'a.heic', { type: 'image/heic' }), 'photo_not_picture'],
])('%s is no picture', async (_, file, why) => {
  const fault: unknown = await prepare(file).catch((thrown: unknown) => thrown);

  expect(fault).toBeInstanceOf(Unfit);
  expect((fault as Unfit).why).toBe(why);
});

test('on a full phone a photo is refused with words, and nothing is recorded', async () => {
  fill(() => true);

  expect(await take(HEIC)).toBeNull();

  expect(shown.value?.words).toContain('CHƯA được lưu');
  expect(log.value).toEqual([]);
});

test('on a full phone text still fits once the ballast is out', async () => {
  const vault = workplace.value?.vault;
  if (!vault) throw new Error('nobody has entered');
  await takeBallast(vault);
  const drop = vi.spyOn(IDBObjectStore.prototype, 'delete');
  fill(() => drop.mock.calls.some(([key]) => key === 'ballast'));

  const entry = await say(NOTE, { text: 'vẫn ghi được' });

  expect(entry?.value).toEqual({ text: 'vẫn ghi được' });
  expect(writeFault.value).toBeNull();
});

test('a phone without any room says so', async () => {
  fill(() => false);

  expect(await say(NOTE, { text: 'không ghi được' })).toBeNull();

  expect(writeFault.value).toBe('full');
});

test('a broken file among others costs none of them', async () => {
  const words = new File(['chữ'], 'a.txt', { type: 'text/plain' });
  const other = new File([new Uint8Array([4, 5])], 'IMG_2.HEIC', { type: 'image/heic' });

  await take(HEIC, words, other);

  expect(log.value.map((each) => readPhotoValue(each.entry.value)?.bytes)).toEqual([3, 2]);
  expect(shown.value?.words).toContain('1/3 ảnh CHƯA được lưu');
});

test('photos carry what was said of telling people, and only once it was said', async () => {
  await take(HEIC);
  expect(readPhotoValue(log.value[0]?.entry.value ?? null)?.consent).toBeNull();
  expect(isAnnounced()).toBeNull();

  announced.value = { visit: 'v1', told: false };
  await take(HEIC);
  announced.value = null;

  expect(log.value.map((each) => readPhotoValue(each.entry.value)?.consent)).toEqual([null, false]);
  expect(isAnnounced()).toBe(false);
});

test('the slots of photos taken at once are in the order in which they were chosen', async () => {
  const files = [7, 8, 9].map((n) => new File([new Uint8Array([n])], `${n}.heic`));

  await take(...files);

  const slots = log.value.map((each) => each.entry.slot ?? '');
  expect(slots).toEqual([...slots].sort());
  expect(new Set(slots).size).toBe(3);
});

/** Opening a picture kills the page: nothing ever comes back. */
function dieOpening(): () => boolean {
  const opened = vi.fn();
  class Deadly {
    set src(_: string) {
      opened();
    }
  }
  vi.stubGlobal('Image', Deadly);
  return () => opened.mock.calls.length > 0;
}

test('what was chosen when the page died is taken up at the next start, once', async () => {
  const isDead = dieOpening();
  void take(HEIC);
  await vi.waitFor(() => expect(isDead()).toBe(true));
  vi.stubGlobal('Image', BlindImage);

  expect(await takeUp('v1')).toBe(1);
  expect(await takeUp('v1')).toBe(0);

  expect(readPhotoValue(log.value[0]?.entry.value ?? null)?.bytes).toBe(3);
  expect(log.value).toHaveLength(1);
});

test('a picture over which the page died twice is kept as it is, unopened', async () => {
  for (const attempt of [() => take(HEIC), () => takeUp('v1')]) {
    const isDead = dieOpening();
    void attempt();
    await vi.waitFor(() => expect(isDead()).toBe(true));
  }

  expect(await takeUp('v1')).toBe(1);

  expect(readPhotoValue(log.value[0]?.entry.value ?? null)).toMatchObject({
    bytes: 3,
    width: null,
  });
});

test('a photo that is taken back leaves the outbox, and is in it again when it comes back', async () => {
  const slot = await take(HEIC);
  const [entry] = log.value;
  const photo = readPhotoValue(entry?.entry.value ?? null);
  const about = { kind: 'photo', item: 'A1', slot, layer: null } as const;
  const isWaiting = (): boolean => outbox.value.has(photo?.sha256 ?? '');
  expect(isWaiting()).toBe(true);

  await say(about, null);
  expect(isWaiting()).toBe(false);
  await say(about, entry?.entry.value ?? null);

  expect(isWaiting()).toBe(true);
});

test('the same picture under another item goes on being sent', async () => {
  const slot = await take(HEIC);
  await takeAll([HEIC], { item: 'B1', camera: false }, () => undefined);
  const sha = readPhotoValue(log.value[0]?.entry.value ?? null)?.sha256 ?? '';

  await say({ kind: 'photo', item: 'A1', slot, layer: null }, null);

  expect(outbox.value.has(sha)).toBe(true);
});
