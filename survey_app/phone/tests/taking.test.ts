import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPhoto as readPhotoValue } from '../src/entries/values';
import { takeOne } from '../src/screens/taking';
import { shown } from '../src/screens/parts/toast';
import { prepare, Unfit } from '../src/photos/prepare';
import { closeVisit, log, openVisit, say, writeFault } from '../src/store/visit';
import { visits } from '../src/store/visits';
import { enter, leave, workplace } from '../src/store/workplace';
import { readPhoto } from '../src/vault/photos';
import { takeBallast } from '../src/vault/room';
import { visit } from './visits';

const HEIC = new File([new Uint8Array([1, 2, 3])], 'IMG_1.HEIC', { type: 'image/heic' });
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
  const place = await enter(`taking-${user}`);
  visits.value = [visit()];
  await openVisit(place, 'v1');
  shown.value = null;
  writeFault.value = null;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  closeVisit();
  await leave();
});

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

test('it is recorded and can be read back byte for byte', async () => {
  const slot = await takeOne(HEIC, 'A1');

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

  expect(await takeOne(HEIC, 'A1')).toBeNull();

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
