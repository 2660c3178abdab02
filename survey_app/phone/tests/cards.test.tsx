// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render, type JSX } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchLate } from '../src/screens/parts/late';
import { SectionPage } from '../src/screens/section';
import { flushAll } from '../src/store/autosave';
import { login } from '../src/store/phone';
import { closeVisit, current, log, openVisit, writeFault } from '../src/store/visit';
import { visits } from '../src/store/visits';
import { enter, leave, placeOf } from '../src/store/workplace';
import { putChecklist } from '../src/vault/cache';
import { answerOf } from '../src/visit/answers';
import { stateOfItem } from '../src/visit/current';
import { CHECKLIST, item, visit } from './visits';

const ROUTE = { screen: 'section', visit: 'v1', section: 'A', item: '' } as const;
const COLUMNS = ['c1', 'c2'].map((code) => ({ code, label: code }));
const SHEETS = {
  ...CHECKLIST,
  general: [],
  sections: [
    {
      ...{ code: 'A', title: 'Mục A', points: 4, kind: 'base' as const },
      items: [
        item('A1', 'table', { points: null, columns: COLUMNS }),
        item('A2', 'attendees', { points: null }),
        item('A3', 'yes_no'),
      ],
    },
  ],
};

let user = 0;
let box: HTMLElement;

async function draw(more: object = {}): Promise<void> {
  visits.value = [visit(more)];
  const place = await enter(placeOf(`cards-${user}`));
  await putChecklist(place.cache, 'MAU 1', SHEETS);
  await openVisit(place, 'v1');
  render(page(), box);
  await vi.waitFor(() => expect(box.querySelectorAll('[data-testid^="item-"]')).toHaveLength(3));
}

function page(): JSX.Element {
  return <SectionPage visit={visits.value[0] ?? visit()} at={ROUTE} />;
}

beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => undefined);
  user += 1;
  login.value = { user: { id: 'u', name: 'An', username: 'an', role: 'member' }, token: null };
  writeFault.value = null;
  box = document.body.appendChild(document.createElement('div'));
  await fetchLate();
});

afterEach(async () => {
  render(null, box);
  box.remove();
  closeVisit();
  await leave();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function card(code: string): HTMLElement {
  const found = box.querySelector<HTMLElement>(`[data-testid="item-${code}"]`);
  if (!found) throw new Error(`no card ${code}`);
  return found;
}

function button(code: string, words: string): HTMLElement {
  const all = [...card(code).querySelectorAll('button')];
  const found = all.find((each) => each.textContent.includes(words));
  if (!found) throw new Error(`no button ${words}`);
  return found;
}

function fields(code: string): HTMLInputElement[] {
  return [...card(code).querySelectorAll<HTMLInputElement>('.table input')];
}

function type(field: HTMLInputElement | undefined, words: string): void {
  if (!field) throw new Error('no such field');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function valueOf(code: string): unknown {
  return answerOf(stateOfItem(current.value, code));
}

/** As a thumb does it: the field is left and the button tapped in one go. */
function leaveAndTap(field: HTMLInputElement | undefined, on: HTMLElement): void {
  field?.dispatchEvent(new Event('blur'));
  on.click();
}

test('a row that is added right after the last stroke keeps the stroke', async () => {
  await draw();
  button('A1', 'Thêm dòng').click();
  await vi.waitFor(() => expect(fields('A1')).toHaveLength(2));

  type(fields('A1')[0], 'Số đoàn viên');
  leaveAndTap(fields('A1')[0], button('A1', 'Thêm dòng'));
  await flushAll();

  expect(valueOf('A1')).toEqual({ value: { rows: [{ c1: 'Số đoàn viên' }, {}], level: null } });
});

test('two cells of a row that are saved at once are both kept', async () => {
  await draw();
  button('A1', 'Thêm dòng').click();
  await vi.waitFor(() => expect(fields('A1')).toHaveLength(2));

  type(fields('A1')[0], 'một');
  type(fields('A1')[1], 'hai');
  await flushAll();

  expect(valueOf('A1')).toEqual({ value: { rows: [{ c1: 'một', c2: 'hai' }], level: null } });
});

test('words stay in their field while the phone has no room for them', async () => {
  await draw();
  button('A1', 'Thêm dòng').click();
  await vi.waitFor(() => expect(fields('A1')).toHaveLength(2));
  const full = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const writes = (['put', 'add'] as const).map((name) =>
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(full),
  );

  type(fields('A1')[0], 'chưa có chỗ');
  fields('A1')[0]?.dispatchEvent(new Event('blur'));
  await vi.waitFor(() => expect(writeFault.value).toBe('full'));
  await new Promise((done) => setTimeout(done, 20));

  expect(fields('A1')[0]?.value).toBe('chưa có chỗ');

  writes.forEach((write) => {
    write.mockRestore();
  });
  await flushAll();
  expect(valueOf('A1')).toEqual({ value: { rows: [{ c1: 'chưa có chỗ' }], level: null } });
});

test('two taps on "agree" are one reply to the lead', async () => {
  const at = '2020-11-12T02:00:00Z';
  const returned = [{ item: 'A3', reason: 'Xem lại.', at, proposed: { value: 'no' } }];
  await draw({ returned, open: { all: false, items: ['A3'] } });
  const agree = button('A3', 'Đồng ý');

  agree.click();
  agree.click();
  await flushAll();

  expect(log.value.map((each) => each.entry.kind)).toEqual(['answer', 'reply']);
});

test('choosing one side of a clash twice settles it once', async () => {
  await draw();
  const place = { visit: 'v1', kind: 'answer', item: 'A3', slot: null, layer: 'team' } as const;
  const by = { supersedes: [], device: 'd', seq: 1, made_at: '2020-11-12T09:00:00+07:00' };
  log.value = ['yes', 'no'].map((value, at) => ({
    entry: { ...place, ...by, id: `head-${at}`, value: { value } },
    ...{ mine: false, number: at + 1, author: 'Bình' },
  }));
  await vi.waitFor(() => button('A3', 'Chọn nội dung này'));
  const choose = button('A3', 'Chọn nội dung này');

  choose.click();
  choose.click();
  await flushAll();

  expect(log.value).toHaveLength(3);
  expect(current.value.clashes).toEqual([]);
});
