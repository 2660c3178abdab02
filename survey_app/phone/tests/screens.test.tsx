// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Settings } from '../src/screens/settings';
import { HandOver } from '../src/screens/handover';
import { wordsOfValue } from '../src/screens/parts/values';
import { VisitHome } from '../src/screens/visit';
import { handOver, lastSubmit } from '../src/store/handover';
import { language } from '../src/store/phone';
import { closeVisit, openVisit } from '../src/store/visit';
import { visits } from '../src/store/visits';
import { enter, leave, placeOf, storeParcels } from '../src/store/workplace';
import { newParcel } from '../src/outbox/machine';
import { fetchLate } from '../src/screens/parts/late';
import { putReceipts } from '../src/vault/vault';
import { visit } from './visits';

let box: HTMLElement;

beforeEach(() => {
  box = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, box);
  box.remove();
  vi.unstubAllGlobals();
  language.value = 'vi';
});

test('a visit that is put off says so where it is filled, not in the list only', () => {
  render(<VisitHome visit={visit({ state: 'postponed' })} />, box);
  expect(box.querySelector('header')?.textContent).toContain('Hoãn');

  render(<VisitHome visit={visit()} />, box);
  expect(box.querySelector('header')?.textContent).not.toContain('Hoãn');
});

test('the room on the phone is told in figures of the language that is chosen', async () => {
  const storage = {
    persisted: () => Promise.resolve(false),
    estimate: () => Promise.resolve({ usage: 2e6, quota: 1_234e6 }),
  };
  vi.stubGlobal('navigator', { storage });
  render(<Settings />, box);
  await vi.waitFor(() => expect(box.textContent).toContain('1.232 MB'));

  language.value = 'en';

  await vi.waitFor(() => expect(box.textContent).toContain('1,232 MB'));
});

test('a photo without a caption is told as one, not as withdrawn', () => {
  const sha256 = 'a'.repeat(64);
  const about = { kind: 'photo', item: 'A1', slot: 's', layer: null, visit: 'v1' } as const;
  const by = { id: 'e', supersedes: [], device: 'd', seq: 1, made_at: '' };
  const value = { sha256, bytes: 3, width: 1, height: 1, caption: '', taken_at: '' };

  expect(wordsOfValue({ ...about, ...by, value }, null)).toBe('(chưa có chú thích)');
  expect(wordsOfValue({ ...about, ...by, value: null }, null)).toBe('(đã rút lại)');
});

test('a receipt does not bid one wait for a photo that the server refused', async () => {
  const place = await enter(placeOf('refused'));
  visits.value = [visit()];
  await fetchLate();
  await openVisit(place, 'v1');
  await handOver();
  const id = lastSubmit()?.id ?? '';
  const sha = 'a'.repeat(64);
  const photo = { id: sha, kind: 'photo', visit: 'v1', digest: sha, bytes: 3, seq: 1 } as const;
  const held = { state: 'held', at: 1, code: 'not-a-photo', onServer: true } as const;
  const said = { sha256: '', number: 7, state: 'stored', code: '', visitState: null, at: '' };
  await storeParcels(place, [{ ...newParcel(photo), ...held }]);
  await putReceipts(place.vault, [{ ...said, id, missingPhotos: [sha], missingEntries: false }]);

  render(<HandOver visit={visit()} />, box);

  await vi.waitFor(() => expect(box.textContent).toContain('không nhận 1 ảnh'));
  expect(box.textContent).not.toContain('Giữ máy mở');
  closeVisit();
  await leave();
});
