// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Field } from '../src/screens/parts/field';
import { fetchLate } from '../src/screens/parts/late';
import { Sheet } from '../src/screens/parts/sheet';

/** The browser's own watcher of the back button, as far as the page can tell. */
class Watcher {
  static all: Watcher[] = [];
  onclose: (() => void) | null = null;
  isDestroyed = false;
  constructor() {
    Watcher.all.push(this);
  }
  destroy(): void {
    this.isDestroyed = true;
  }
}

let box: HTMLElement;

beforeEach(async () => {
  Watcher.all = [];
  vi.stubGlobal('CloseWatcher', Watcher);
  await fetchLate();
  box = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, box);
  box.remove();
  vi.unstubAllGlobals();
});

async function opened(): Promise<() => number> {
  const onClose = vi.fn();
  const problem = (text: string): string | null => (text === '31/02/2020' ? 'sai' : null);
  const field = <Field label="Ngày" value="" problem={problem} onSave={() => Promise.resolve()} />;
  render(
    <Sheet title="Minh chứng" onClose={onClose}>
      {field}
    </Sheet>,
    box,
  );
  await vi.waitFor(() => expect(document.querySelector('[role="dialog"]')).not.toBeNull());
  return () => onClose.mock.calls.length;
}

function done(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.sheet-foot button');
  if (!found) throw new Error('no button');
  return found;
}

async function type(words: string): Promise<HTMLInputElement> {
  const field = document.querySelector<HTMLInputElement>('.sheet input');
  if (!field) throw new Error('no field');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  return field;
}

test('the back button closes the sheet and gives the next press back to the page', async () => {
  const closed = await opened();
  await vi.waitFor(() => expect(Watcher.all).toHaveLength(1));

  Watcher.all[0]?.onclose?.();

  await vi.waitFor(() => expect(closed()).toBe(1));
  render(null, box);
  await vi.waitFor(() => expect(Watcher.all[0]?.isDestroyed).toBe(true));
});

test('"done" leads to what a field cannot take first, and closes at the second tap', async () => {
  const closed = await opened();
  const field = await type('31/02/2020');

  done().click();
  await new Promise((later) => setTimeout(later, 20));
  expect(closed()).toBe(0);
  expect(document.activeElement).toBe(field);

  done().click();
  await vi.waitFor(() => expect(closed()).toBe(1));
});
