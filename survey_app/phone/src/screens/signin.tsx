/** Signing in: by name and password, once a phone. */

import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { signIn, type Answer } from '../api/server';
import type { SessionReply } from '../api/shapes';
import { t, type WordKey } from '../i18n/say';
import { chooseLanguage, language, login, type Language } from '../store/phone';
import { arrive } from '../store/start';
import { signingInAgain } from './parts/again';
import { Icon } from './parts/icon';

const busy = signal(false);
const problem = signal<WordKey | null>(null);

export function SignIn(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (form.current) void attempt(new FormData(form.current));
  };
  return (
    <main id="page" class="sign-in">
      <LanguageSwitch />
      <Brand />
      <form ref={form} onSubmit={submit} noValidate>
        <div class="field">
          <label for="username">{t('username')}</label>
          <input
            id="username"
            name="username"
            autoCapitalize="none"
            spellcheck={false}
            autoComplete="username"
          />
        </div>
        <div class="field">
          <label for="password">{t('password')}</label>
          <Password shown={shown} />
        </div>
        <Tick shown={shown} onTick={() => setShown(!shown)} />
        <p class="form-problem" role="alert">
          {problem.value && t(problem.value)}
        </p>
        <button type="submit" class="primary wide" disabled={busy.value}>
          {t(busy.value ? 'signing_in' : 'sign_in')}
        </button>
      </form>
      {signingInAgain.value && <BackToWork />}
    </main>
  );
}

function Tick(props: { readonly shown: boolean; readonly onTick: () => void }): JSX.Element {
  return (
    <label class="tick">
      <input type="checkbox" checked={props.shown} onChange={props.onTick} />
      <span>{t('show_password')}</span>
    </label>
  );
}

function Password({ shown }: { readonly shown: boolean }): JSX.Element {
  const shared = { id: 'password', name: 'password', autoComplete: 'current-password' } as const;
  return shown ? <input {...shared} type="text" /> : <input {...shared} type="password" />;
}

function Brand(): JSX.Element {
  return (
    <div class="brand">
      <span class="brand-mark">
        <Icon name="check" />
      </span>
      <h1>{t('app')}</h1>
      <p>{t('federation')}</p>
    </div>
  );
}

function BackToWork(): JSX.Element {
  return (
    <button
      type="button"
      class="plain wide"
      onClick={() => {
        signingInAgain.value = false;
      }}
    >
      {t('back')}
    </button>
  );
}

export function LanguageSwitch(): JSX.Element {
  const choice = (code: Language, words: string): JSX.Element => (
    <button
      type="button"
      lang={code}
      aria-pressed={language.value === code}
      onClick={() => void chooseLanguage(code)}
    >
      {words}
    </button>
  );
  return (
    <div class="switch" role="group" aria-label={t('language')}>
      {choice('vi', 'Tiếng Việt')}
      {choice('en', 'English')}
    </div>
  );
}

async function attempt(typed: FormData): Promise<void> {
  const [username, password] = [wordOf(typed, 'username').trim(), wordOf(typed, 'password')];
  if (username === '' || password === '') {
    problem.value = 'sign_in_empty';
    return;
  }
  busy.value = true;
  problem.value = null;
  const said = await signIn(username, password);
  busy.value = false;
  if ('ok' in said) {
    signingInAgain.value = false;
    await arrive(said.ok, login.value);
  } else problem.value = problemOf(said);
}

function wordOf(typed: FormData, name: string): string {
  const held = typed.get(name);
  return typeof held === 'string' ? held : '';
}

function problemOf(said: Exclude<Answer<SessionReply>, { readonly ok: SessionReply }>): WordKey {
  if (said.fault !== 'silent') return 'sign_in_wrong';
  return said.retryAfter === undefined ? 'sign_in_silent' : 'sign_in_limited';
}
