// @vitest-environment jsdom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { begin } from '../src/preview/begin';
import type * as StandIn from '../src/preview/sending';
import { readTold } from '../src/preview/told';
import type * as Sending from '../src/store/sending';
import { go } from '../src/store/route';
import { closeVisit } from '../src/store/visit';
import { CHECKLIST } from './visits';

// As vite.preview.config.ts swaps them.
vi.mock('idb', () => import('../src/preview/memory'));
vi.mock('../src/store/sending', () => import('../src/preview/sending'));
vi.mock('../src/store/bell', () => import('../src/preview/bell'));

const WORDS = { unit: 'Đơn vị xem thử', absent: 'Không có ở đây.', broken: 'Phiếu còn lỗi.' };
const TOLD = { language: 'vi', checklist: CHECKLIST, targets: {}, words: WORDS };

/** Whatever a stand-in offers can be called as the real one is. */
const offered: Pick<typeof StandIn, keyof typeof Sending> extends Partial<typeof Sending>
  ? true
  : false = true;

let box: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  box = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, box);
  closeVisit();
  box.remove();
  vi.unstubAllGlobals();
});

describe('what the page tells', () => {
  test('becomes a visit that is open, with the targets to try', () => {
    const { visit } = readTold({ ...TOLD, targets: { A1: { term: '12' } } });

    expect([visit.open.all, visit.targets['A1']?.term]).toEqual([true, '12']);
  });

  test.each([null, 'x', {}, { ...TOLD, checklist: [] }, { ...TOLD, words: {} }])(
    'is refused where it is no checklist: %j',
    (raw) => {
      expect(() => readTold(raw)).toThrow();
    },
  );
});

async function seen(words: string): Promise<void> {
  await vi.waitFor(() => expect(box.textContent).toContain(words));
}

test('the screens of the phone are drawn, and an answer moves the score without a request', async () => {
  const asked = vi.fn(() => Promise.reject(new TypeError('no network')));
  vi.stubGlobal('fetch', asked);
  await begin(TOLD, box);
  await seen('Mục A');

  go({ screen: 'section', visit: 'preview', section: 'A', item: '' });
  await vi.waitFor(() => expect(box.querySelector('[data-testid="item-A1"]')).not.toBeNull());
  const yes = [...box.querySelectorAll<HTMLButtonElement>('[data-testid="item-A1"] button')].find(
    (each) => each.textContent === 'Có',
  );
  yes?.click();

  await vi.waitFor(() =>
    expect(box.querySelector('[data-testid="score-line"]')?.textContent).toContain('1/3'),
  );
  expect(asked).not.toHaveBeenCalled();
  expect(offered).toBe(true);
});

test('a screen that needs a server says that a preview has none', async () => {
  await begin(TOLD, box);

  go({ screen: 'handover', visit: 'preview' });

  await seen(WORDS.absent);
});

test('what cannot be drawn of a faulty draft is told in words', async () => {
  const [section] = CHECKLIST.sections;
  const broken = { ...CHECKLIST, sections: [{ ...section, items: [null] }] };

  await begin({ ...TOLD, checklist: broken }, box);

  await seen(WORDS.broken);
});
