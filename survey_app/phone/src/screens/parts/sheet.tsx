/** A sheet over the page, in reach of the thumb: one question, closed by a button or Escape. */

import { render, type ComponentChildren, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/later';
import { flushAll } from '../../store/autosave';
import { lastAct, offerUndo } from '../acts';
import { Icon } from './icon';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** What stands in the bottom bar; a button "done" where nothing is given. */
  readonly foot?: ComponentChildren;
}

/**
 * Drawn beside the page, not inside what opened it: a card contains what it paints, so that a tap
 * paints one card anew and not all of its section, and would contain a sheet as well.
 */
export function Sheet(props: SheetProps): null {
  const host = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const made = document.createElement('div');
    document.body.append(made);
    host.current = made;
    return () => {
      render(null, made);
      made.remove();
    };
  }, []);
  useLayoutEffect(() => {
    if (host.current) render(<Panel {...props} />, host.current);
  });
  return null;
}

function Panel({ title, onClose, children, foot }: SheetProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useFocusInside(box);
  const close = useClosing(onClose);
  useBackButton(close);
  return (
    <div class="veil">
      <div
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        ref={box}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !hasWatcher()) close();
          if (event.key === 'Tab' && box.current) keepFocus(box.current, event);
        }}
      >
        <header class="sheet-head">
          <h2>{title}</h2>
          <button type="button" class="icon-button" aria-label={t('close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div class="sheet-body">{children}</div>
        <footer class="sheet-foot">
          {foot ?? (
            <button type="button" class="primary" onClick={() => goOn(box.current, close)}>
              {t('done')}
            </button>
          )}
        </footer>
      </div>
    </div>
  );
}

const told = new WeakSet<HTMLElement>();

/** What a field cannot take goes with the sheet: the first tap leads back to it, the next closes. */
function goOn(box: HTMLElement | null, close: () => void): void {
  const wrong = box?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (!wrong || told.has(wrong)) {
    close();
    return;
  }
  told.add(wrong);
  wrong.focus();
}

/** Closing saves what is typed, and offers one way back for everything that was done in here. */
function useClosing(onClose: () => void): () => void {
  const mark = useRef(lastAct());
  return () => {
    void flushAll().then(() => {
      if (lastAct() !== mark.current) offerUndo(t('changed'), mark.current);
      onClose();
    });
  };
}

/** As much of the browser's own watcher as this needs; Chrome has it from 126 on. */
interface Watcher {
  onclose: (() => void) | null;
  readonly destroy: () => void;
}

const browser = globalThis as { readonly CloseWatcher?: new () => Watcher };

function hasWatcher(): boolean {
  return browser.CloseWatcher !== undefined;
}

/** The phone's back button closes what lies over the page, and leaves the page where it is. */
function useBackButton(close: () => void): void {
  const now = useRef(close);
  now.current = close;
  useEffect(() => {
    if (!browser.CloseWatcher) return;
    const watcher = new browser.CloseWatcher();
    watcher.onclose = () => {
      now.current();
    };
    return () => {
      watcher.destroy();
    };
  }, []);
}

/** Focus goes into the sheet and comes back to where it was. */
function useFocusInside(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-first]');
    (first ?? box.current)?.focus();
    document.body.classList.add('covered');
    return () => {
      document.body.classList.remove('covered');
      if (before instanceof HTMLElement) before.focus();
    };
  }, [box]);
}

function keepFocus(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>('button, input, textarea, select, a[href]')];
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const from = event.shiftKey ? first : last;
  const to = event.shiftKey ? last : first;
  if (document.activeElement === from && to) {
    event.preventDefault();
    to.focus();
  }
}
