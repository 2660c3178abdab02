// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  chooseLanguage,
  chooseText,
  language,
  likelyUser,
  recallLooks,
  rememberLogin,
  textSize,
} from '../src/store/phone';

beforeEach(() => {
  localStorage.clear();
  language.value = 'vi';
  textSize.value = 'normal';
});

test('language and size of text are there before the store answers', async () => {
  await chooseText('larger');
  await chooseLanguage('en');
  language.value = 'vi';
  textSize.value = 'normal';
  document.documentElement.removeAttribute('data-text');

  recallLooks();

  expect(document.documentElement.dataset['text']).toBe('larger');
  expect(document.documentElement.lang).toBe('en');
});

test('a browser without such a memory draws in the usual size', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });

  recallLooks();

  expect(textSize.value).toBe('normal');
});

test('whose stores a start opens first is known until that person signs out', async () => {
  const user = { id: 'u-1', username: 'an', name: 'Thành viên', role: 'member' } as const;
  await rememberLogin({ user, token: 't' });
  expect(likelyUser()).toBe('u-1');

  await chooseText('large');
  expect(likelyUser()).toBe('u-1');

  await rememberLogin(null);
  expect(likelyUser()).toBeUndefined();
});
