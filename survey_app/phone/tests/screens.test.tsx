// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Settings } from '../src/screens/settings';
import { VisitHome } from '../src/screens/visit';
import { language } from '../src/store/phone';
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
