/** What the phone itself remembers: who is signed in, the language, the size of text. */

import { signal } from '@preact/signals';
import type { Person } from '../api/shapes';
import { phoneStore } from '../vault/open';
import { ring } from './bell';

export type Language = 'vi' | 'en';
export const TEXT_SIZES = ['normal', 'large', 'larger', 'double'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface Login {
  /** The account's name goes into the rescue file: the office's page finds the person by it. */
  readonly user: Person & { readonly username: string };
  /** null once the server refused it: work goes on, the queue drains by the grants. */
  readonly token: string | null;
}

export const login = signal<Login | null>(null);
export const language = signal<Language>('vi');
export const textSize = signal<TextSize>('normal');

const store = phoneStore();
const LOOKS = 'survey-looks';
const LEAVING = 'survey-leaving';

/**
 * The language and the size of text, before anything is drawn: the store answers only after the
 * first paint, and a page that jumps is read twice.
 */
export function recallLooks(): void {
  const { language: tongue, text } = looks();
  setLanguageNow(tongue === 'en' ? 'en' : 'vi');
  setTextNow(sizeOf(text));
}

/** Reads what was remembered; call once, before the first screen. */
export async function recall(): Promise<void> {
  const [held, tongue, size] = await store.run((db) =>
    Promise.all([db.get('facts', 'login'), db.get('facts', 'language'), db.get('facts', 'text')]),
  );
  if (isLogin(held)) login.value = held;
  setLanguageNow(tongue === 'en' ? 'en' : 'vi');
  setTextNow(sizeOf(size));
  keepLooks();
}

export async function rememberLogin(next: Login | null): Promise<void> {
  login.value = next;
  keepLooks();
  await store.run((db) =>
    next === null
      ? db.delete('facts', 'login')
      : db.put('facts', next, 'login').then(() => undefined),
  );
  ring();
}

/**
 * Notes at once, before anything that takes time, that this person leaves: whoever closes the page
 * on the tap has signed out all the same. null: the leaving is over.
 */
export function noteLeaving(user: string | null): void {
  try {
    if (user === null) localStorage.removeItem(LEAVING);
    else localStorage.setItem(LEAVING, user);
  } catch {
    // No room, or none allowed: the page has to stay open until the store has it.
  }
}

/** Whether the person who is signed in began to leave and the page ended before it was done. */
export function isLeaving(): boolean {
  try {
    return login.value !== null && localStorage.getItem(LEAVING) === login.value.user.id;
  } catch {
    return false;
  }
}

/** Something else that is about the phone and no person. */
export function phoneFact(name: string): Promise<unknown> {
  return store.run((db) => db.get('facts', name));
}

export async function keepPhoneFact(name: string, value: unknown): Promise<void> {
  await store.run((db) => db.put('facts', value, name));
}

/** Takes up a login that another tab renewed; whether the phone is now somebody else's, or nobody's. */
export async function heardOfLogin(): Promise<boolean> {
  const held = await store.run((db) => db.get('facts', 'login'));
  const next = isLogin(held) ? held : null;
  if (next?.user.id !== login.value?.user.id) return true;
  if (next?.token !== login.value?.token) login.value = next;
  return false;
}

/** The server refused the login; who it was is kept, so that their work stays at hand. */
export async function tokenRefused(): Promise<void> {
  const held = login.value;
  if (held?.token != null) await rememberLogin({ ...held, token: null });
}

export async function chooseLanguage(next: Language): Promise<void> {
  setLanguageNow(next);
  keepLooks();
  await store.run((db) => db.put('facts', next, 'language'));
}

export async function chooseText(next: TextSize): Promise<void> {
  setTextNow(next);
  keepLooks();
  await store.run((db) => db.put('facts', next, 'text'));
}

function setLanguageNow(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}

function setTextNow(next: TextSize): void {
  textSize.value = next;
  document.documentElement.dataset['text'] = next;
}

function sizeOf(held: unknown): TextSize {
  return TEXT_SIZES.find((each) => each === held) ?? 'normal';
}

/**
 * Whose stores a start will most likely ask for: they can be opened before the login is read. Only
 * a guess; who is signed in, the store alone says.
 */
export function likelyUser(): string | undefined {
  return looks().user;
}

/** A copy that can be read without waiting; where the browser has none, the store's comes later. */
function keepLooks(): void {
  const user = login.value?.user.id ?? '';
  try {
    localStorage.setItem(LOOKS, `${language.value} ${textSize.value} ${user}`);
  } catch {
    // No room, or none allowed: only the first paint is in the usual size.
  }
}

interface Looks {
  readonly language?: string | undefined;
  readonly text?: string | undefined;
  readonly user?: string | undefined;
}

function looks(): Looks {
  try {
    const [tongue, text, user] = (localStorage.getItem(LOOKS) ?? '').split(' ');
    return { language: tongue, text, user: user === '' ? undefined : user };
  } catch {
    return {};
  }
}

function isLogin(held: unknown): held is Login {
  return typeof held === 'object' && held !== null && 'user' in held && 'token' in held;
}
