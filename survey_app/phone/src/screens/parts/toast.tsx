/** A short word after an act, with the way back. */

import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/say';

interface Toast {
  readonly words: string;
  readonly undo: (() => Promise<unknown>) | null;
}

const LASTS = 7_000;
/** What is said now; null when nothing is. */
export const shown = signal<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function toast(words: string, undo: (() => Promise<unknown>) | null = null): void {
  clearTimeout(timer);
  shown.value = { words, undo };
  timer = setTimeout(dismiss, LASTS);
}

/** Another screen: what the toast was about is out of sight. */
export function dismissOnMove(): void {
  addEventListener('hashchange', dismiss);
}

export function Toasts(): JSX.Element {
  const held = shown.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {held && (
        <div class="toast">
          <span>{held.words}</span>
          {held.undo && (
            <button type="button" onClick={() => void undone(held)}>
              {t('undo')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

async function undone(held: Toast): Promise<void> {
  dismiss();
  await held.undo?.();
}

function dismiss(): void {
  shown.value = null;
}
