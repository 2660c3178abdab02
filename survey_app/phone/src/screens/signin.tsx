/** Signing in, once a phone: by name and password, or by the join code that the office gave. */

import { signal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { signIn, type Answer, type Credentials } from '../api/server';
import type { SessionReply } from '../api/shapes';
import { t, type AnyKey } from '../i18n/later';
import { chooseLanguage, language, login, type Language } from '../store/phone';
import { joinCode, replace } from '../store/route';
import { arrive } from '../store/arriving';
import { signingInAgain } from './parts/again';
import { Icon } from './parts/icon';
import { Gone } from './parts/shell';
import { canScan, ScanSheet } from './parts/scan';

const busy = signal(false);
const problem = signal<AnyKey | null>(null);
/** This account shows the code of an authenticator app as well: the server said so. */
const secondStep = signal(false);

const SECOND_STEP: Readonly<Record<string, AnyKey>> = {
  'second-factor-needed': 'second_code_needed',
  'second-factor-wrong': 'second_code_wrong',
};

export function SignIn(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [byCode, setByCode] = useState(joinCode.value !== null);
  const enterNow = (): void => {
    if (form.current) void attempt(new FormData(form.current), byCode);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    enterNow();
  };
  const other = (): void => {
    problem.value = null;
    secondStep.value = false;
    setByCode(!byCode);
  };
  return (
    <main id="page" class="sign-in">
      <LanguageSwitch />
      <Gone />
      <Brand />
      <form ref={form} onSubmit={submit} noValidate>
        {byCode ? <CodeField onScanned={enterNow} /> : <NameFields />}
        {secondStep.value && <SecondField />}
        <p class="form-problem" role="alert">
          {problem.value && t(problem.value)}
        </p>
        <button type="submit" class="primary wide" disabled={busy.value}>
          {t(busy.value ? 'signing_in' : 'sign_in')}
        </button>
        <button type="button" class="plain wide" onClick={other}>
          {t(byCode ? 'by_password' : 'by_code')}
        </button>
      </form>
      {login.value && <BackToWork />}
    </main>
  );
}

function NameFields(): JSX.Element {
  const [shown, setShown] = useState(false);
  return (
    <>
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
    </>
  );
}

/** Upper or lower case, with or without blanks: the server takes it as it was read out. */
function CodeField({ onScanned }: { readonly onScanned: () => void }): JSX.Element {
  const [scanning, setScanning] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const scanned = (code: string): void => {
    setScanning(false);
    if (input.current) input.current.value = code;
    onScanned();
  };
  return (
    <div class="field">
      <label for="join-code">{t('join_code')}</label>
      <CodeInput input={input} />
      <p id="join-code-under" class="under">
        {t('join_code_hint')}
      </p>
      {canScan() && (
        <button type="button" class="plain wide" onClick={() => setScanning(true)}>
          <Icon name="camera" />
          {t('scan')}
        </button>
      )}
      {scanning && <ScanSheet onCode={scanned} onClose={() => setScanning(false)} />}
    </div>
  );
}

function CodeInput({ input }: { readonly input: RefObject<HTMLInputElement | null> }): JSX.Element {
  return (
    <input
      id="join-code"
      ref={input}
      name="join_code"
      defaultValue={joinCode.value ?? ''}
      maxLength={64}
      autoCapitalize="characters"
      autoComplete="one-time-code"
      spellcheck={false}
      aria-describedby="join-code-under"
    />
  );
}

function SecondField(): JSX.Element {
  return (
    <div class="field">
      <label for="second">{t('second_code')}</label>
      <input
        id="second"
        name="code"
        autoFocus
        maxLength={32}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellcheck={false}
        aria-describedby="second-under"
      />
      <p id="second-under" class="under">
        {t('second_code_hint')}
      </p>
    </div>
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
    <button type="button" class="plain wide" onClick={leaveSigningIn}>
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

async function attempt(given: FormData, byCode: boolean): Promise<void> {
  const credentials = credentialsOf(given, byCode);
  if (Object.values(credentials).some((word) => word === '')) {
    problem.value = emptyWords(credentials, byCode);
    return;
  }
  busy.value = true;
  problem.value = null;
  const said = await signIn(credentials);
  busy.value = false;
  secondStep.value = isSecondStep(said);
  if ('ok' in said) await enter(said.ok);
  else problem.value = problemOf(said, byCode ? 'join_code_wrong' : 'sign_in_wrong');
}

function emptyWords(given: Credentials, byCode: boolean): AnyKey {
  if (given.code === '') return 'second_code_needed';
  return byCode ? 'join_code_empty' : 'sign_in_empty';
}

async function enter(said: SessionReply): Promise<void> {
  await arrive(said, login.value);
  leaveSigningIn();
}

/** A code is used up at once: it leaves the address, so that a reload does not try it again. */
function leaveSigningIn(): void {
  signingInAgain.value = false;
  if (joinCode.value !== null) replace({ screen: 'visits' });
}

function credentialsOf(given: FormData, byCode: boolean): Credentials {
  const second = secondStep.value ? { code: wordOf(given, 'code').trim() } : {};
  return byCode
    ? { join_code: wordOf(given, 'join_code').trim(), ...second }
    : {
        username: wordOf(given, 'username').trim(),
        password: wordOf(given, 'password'),
        ...second,
      };
}

function isSecondStep(said: Answer<SessionReply>): boolean {
  return 'code' in said && said.code in SECOND_STEP;
}

function wordOf(given: FormData, name: string): string {
  const held = given.get(name);
  return typeof held === 'string' ? held : '';
}

function problemOf(
  said: Exclude<Answer<SessionReply>, { readonly ok: SessionReply }>,
  wrong: AnyKey,
): AnyKey {
  if (said.fault !== 'silent') return SECOND_STEP[said.code] ?? wrong;
  return said.retryAfter === undefined ? 'sign_in_silent' : 'sign_in_limited';
}
