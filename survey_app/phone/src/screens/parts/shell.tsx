/** The frame of every screen: header always visible, the page, the bar in reach of the thumb. */

import type { ComponentChildren, JSX } from 'preact';
import { shownTime } from '../../core/clock';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/say';
import { typing, underway } from '../../store/autosave';
import { login } from '../../store/phone';
import { addressOf, type Route } from '../../store/route';
import { outOfReach, sendingNow } from '../../store/sending';
import { dismissVanished, vanished } from '../../store/vanished';
import { writeFault } from '../../store/visit';
import { outbox, unsentOf } from '../../store/workplace';
import { askSignIn } from './again';
import { Icon } from './icon';
import { Toasts } from './toast';

interface ShellProps {
  readonly title: string;
  /** A line above the title: the unit. */
  readonly over?: string;
  readonly back?: Route;
  /** A line below it: n of N, the score so far. */
  readonly under?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Shell({ title, over, back, under, foot, children }: ShellProps): JSX.Element {
  useHeading();
  useEffect(() => {
    document.title = [title, over, t('app')].filter(Boolean).join(' · ');
  }, [title, over]);
  return (
    <>
      <header class="head">
        <div class="head-row">
          {back && (
            <a class="icon-button" href={addressOf(back)} aria-label={t('back')}>
              <Icon name="back" />
            </a>
          )}
          <div class="head-words">
            {over !== undefined && <p class="over">{over}</p>}
            <h1 tabIndex={-1}>{title}</h1>
          </div>
          <Saved />
        </div>
        {under !== undefined && <div class="head-under">{under}</div>}
        <Alarms />
      </header>
      <main id="page">{children}</main>
      {foot !== undefined && <nav class="foot">{foot}</nav>}
      <Toasts />
    </>
  );
}

let isStart = true;

/**
 * A new screen is read from its heading on, where nothing else on it took the focus: an item that
 * was jumped to does. The first screen after the start is read as the browser likes.
 */
function useHeading(): void {
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && !isStart)
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    isStart = false;
  }, []);
}

/** The truthful word: what is typed, what is on this phone only, what the server has. */
function Saved(): JSX.Element {
  const stored = unsentOf(outbox.value).length;
  // A tap is answered before the store has it: until then nobody is told that all is sent.
  const unsent = stored + underway.value;
  const words = savedWords(stored);
  const name = typing.value > 0 || unsent > 0 ? 'waiting' : 'cloud';
  return (
    <a
      class={unsent > 0 ? 'saved unsent' : 'saved'}
      href={addressOf({ screen: 'sync' })}
      data-testid="saved"
      data-unsent={unsent}
      data-sending={sendingNow.value}
    >
      <Icon name={name} />
      <span>{words}</span>
    </a>
  );
}

function savedWords(unsent: number): string {
  if (typing.value > 0 || underway.value > 0) return t('typing');
  return unsent > 0 ? t('unsent_n', { n: unsent }) : t('all_sent');
}

/** The browser has thrown away what was here: said until somebody has read it. */
export function Gone(): JSX.Element | null {
  const gone = vanished.value;
  if (gone === null) return null;
  const at = shownTime(new Date(gone.at).toISOString());
  return (
    <div class={gone.unsent > 0 ? 'alarm gone' : 'notice gone'} data-testid="vanished">
      <span>{gone.unsent > 0 ? t('vanished_n', { n: gone.unsent, at }) : t('vanished_none')}</span>
      <button type="button" onClick={() => void dismissVanished()}>
        {t('vanished_read')}
      </button>
    </div>
  );
}

/** What must not be overlooked stands in the header, which never scrolls away. */
function Alarms(): JSX.Element {
  const fault = writeFault.value;
  return (
    <div class="alarms" aria-live="assertive">
      {fault !== null && (
        <p class="alarm">
          <Icon name="warning" />
          <span>{t(fault === 'full' ? 'phone_full' : 'write_broken')}</span>
        </p>
      )}
      <Gone />
      {login.value?.token === null && (
        <div class="notice">
          <span>{t('login_over')}</span>
          <button type="button" onClick={askSignIn}>
            {t('sign_in_again')}
          </button>
        </div>
      )}
      {login.value?.token !== null && outOfReach.value && <p class="notice">{t('offline')}</p>}
    </div>
  );
}
