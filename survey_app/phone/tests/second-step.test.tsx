// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignIn } from '../src/screens/signin';
import { login } from '../src/store/phone';

const AN = { id: 'u1', username: 'chau', name: 'Châu', role: 'office', language: 'vi' };
let box: HTMLElement;
let asked: readonly unknown[];
let answers: readonly Response[];

beforeEach(() => {
  asked = [];
  box = document.createElement('div');
  document.body.append(box);
  vi.stubGlobal('fetch', (url: string, options: RequestInit) => {
    if (url !== '/api/v1/session') return Promise.reject(new TypeError('no network'));
    asked = [...asked, JSON.parse(options.body as string)];
    const [next, ...rest] = answers;
    answers = rest;
    return next ? Promise.resolve(next) : Promise.reject(new TypeError('no network'));
  });
  render(<SignIn />, box);
});

afterEach(() => {
  render(null, box);
  vi.unstubAllGlobals();
});

function problem(code: string): Response {
  const headers = { 'Content-Type': 'application/problem+json' };
  return new Response(JSON.stringify({ code, status: 401 }), { status: 401, headers });
}

function field(id: string): HTMLInputElement | null {
  return box.querySelector<HTMLInputElement>(`#${id}`);
}

async function submit(): Promise<void> {
  box.querySelector('form')?.requestSubmit();
  await vi.waitFor(() =>
    expect(box.querySelector('button.primary')?.hasAttribute('disabled')).toBe(false),
  );
}

function enter(id: string, words: string): void {
  const input = field(id);
  if (!input) throw new Error(`no field ${id}`);
  input.value = words;
}

test('who has an authenticator app is asked for its code, and what was typed stays', async () => {
  const session = { token: 'pass', expires_at: '2030-01-01T00:00:00Z', user: AN };
  const headers = { 'Content-Type': 'application/json' };
  answers = [
    problem('second-factor-needed'),
    problem('second-factor-wrong'),
    new Response(JSON.stringify(session), { status: 200, headers }),
  ];
  enter('username', 'chau');
  enter('password', 'mat-khau');

  await submit();
  await vi.waitFor(() => expect(field('second')).not.toBeNull());
  expect(box.querySelector('[role=alert]')?.textContent).toContain('xác thực hai bước');
  expect(field('username')?.value).toBe('chau');
  await submit();
  expect(asked).toHaveLength(1);
  enter('second', '000000');
  await submit();
  await vi.waitFor(() =>
    expect(box.querySelector('[role=alert]')?.textContent).toContain('không đúng hoặc đã dùng'),
  );
  enter('second', ' 123456 ');
  await submit();

  await vi.waitFor(() => expect(login.value?.token).toBe('pass'));
  const person = { username: 'chau', password: 'mat-khau' };
  expect(asked).toEqual([person, { ...person, code: '000000' }, { ...person, code: '123456' }]);
});
