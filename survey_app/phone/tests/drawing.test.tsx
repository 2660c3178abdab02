// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { options, render, type VNode } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SectionPage } from '../src/screens/section';
import { forgetSteps, steps } from '../src/store/steps';
import { undoLast } from '../src/screens/acts';
import { login } from '../src/store/phone';
import { closeVisit, log, openVisit, say, writeFault } from '../src/store/visit';
import { visits } from '../src/store/visits';
import { enter, placeOf, leave, type Workplace } from '../src/store/workplace';
import { putChecklist } from '../src/vault/cache';
import { CHECKLIST, visit } from './visits';

const ROUTE = { screen: 'section', visit: 'v1', section: 'A', item: '' } as const;
const about = { kind: 'answer', item: 'A1', slot: null, layer: 'team' } as const;

/** The items whose card was drawn since the last question. */
let drawn: string[] = [];

/** Preact calls this before each component that it draws; the name is that of its own tools. */
function listen(): void {
  const hooks = options as unknown as Record<
    string,
    (vnode: VNode<{ item?: { code: string } }>) => void
  >;
  const before = hooks['__r'];
  hooks['__r'] = (vnode) => {
    const isCard = typeof vnode.type === 'function' && vnode.type.name === 'Card';
    if (isCard && vnode.props.item) drawn.push(vnode.props.item.code);
    before?.(vnode);
  };
}

let user = 0;
let place: Workplace;
let box: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal('scrollTo', () => undefined);
  user += 1;
  login.value = {
    user: { id: `u${user}`, name: 'An', username: 'an', role: 'member' },
    token: null,
  };
  place = await enter(placeOf(`u${user}`));
  visits.value = [visit()];
  await putChecklist(place.cache, 'MAU 1', CHECKLIST);
  await openVisit(place, 'v1');
  box = document.body.appendChild(document.createElement('div'));
  listen();
  render(<SectionPage visit={visit()} at={ROUTE} />, box);
  await vi.waitFor(() => expect(box.querySelectorAll('[data-testid^="item-"]')).toHaveLength(3));
  await settled();
});

afterEach(async () => {
  render(null, box);
  closeVisit();
  await leave();
});

/** Signals and effects are drawn after a frame. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
}

test('an answer draws the card of its item anew and no other', async () => {
  expect([...new Set(drawn)].sort()).toEqual(['A1', 'A2a', 'A2b']);
  drawn = [];

  await say(about, { value: 'yes' });
  await vi.waitFor(() => {
    const pressed = box.querySelector('[data-testid="item-A1"] [aria-pressed="true"]');
    expect(pressed?.textContent).toBe('Có');
  });
  await settled();

  expect([...new Set(drawn)]).toEqual(['A1']);
});

/** The button of an item with these words. */
function button(code: string, words: string): HTMLButtonElement {
  const buttons = box.querySelectorAll<HTMLButtonElement>(`[data-testid="item-${code}"] button`);
  const found = [...buttons].find((each) => each.textContent === words);
  if (!found) throw new Error(`no button ${words}`);
  return found;
}

test('a tap is answered before the store has it, and says nothing of being kept', async () => {
  button('A1', 'Có').click();
  await Promise.resolve();

  expect(button('A1', 'Có').getAttribute('aria-pressed')).toBe('true');
  expect(box.querySelector('[data-testid="item-A1"] .where')).toBeNull();
  await vi.waitFor(() => {
    const word = box.querySelector('[data-testid="item-A1"] .where')?.textContent;
    expect(word).toBe('Trên máy, chờ gửi');
  });
});

test('a tap that could not be kept does not stay pressed', async () => {
  vi.spyOn(place.vault, 'run').mockRejectedValueOnce(new Error('the disk is broken'));

  button('A1', 'Có').click();
  await vi.waitFor(() => expect(writeFault.value).toBe('broken'));

  await vi.waitFor(() => expect(button('A1', 'Có').getAttribute('aria-pressed')).toBe('false'));
});

test('a finger that trembles gives one answer', async () => {
  button('A1', 'Có').click();
  await Promise.resolve();
  button('A1', 'Có').click();
  await vi.waitFor(() => expect(log.value).not.toEqual([]));
  await settled();

  expect(button('A1', 'Có').getAttribute('aria-pressed')).toBe('true');
  expect(log.value.map((each) => each.entry.value)).toEqual([{ value: 'yes' }]);
});

test('what colleagues send elsewhere, and a new list of visits, draw no card anew', async () => {
  drawn = [];

  visits.value = [visit({ counts: { answered: 2, items: 3 } })];
  await settled();

  expect(drawn).toEqual([]);
});

test('acts are taken back one after the other, each to what stood before it', async () => {
  forgetSteps();
  const chosen = (): string | undefined =>
    box.querySelector('[data-testid="item-A1"] [aria-pressed="true"]')?.textContent ?? undefined;
  for (const value of [{ value: 'yes' }, { value: 'no' }, { not_applicable: 'lý do' }]) {
    await say(about, value);
  }

  // Three taps in a hurry: none waits for the one before.
  await Promise.all([undoLast(), undoLast()]);
  await vi.waitFor(() => expect(chosen()).toBe('Có'));
  await undoLast();

  await vi.waitFor(() => expect(chosen()).toBeUndefined());
  expect(steps.value).toEqual([]);
});
