/** Typing is saved by itself: after 300 ms of rest, at most a second after the first stroke. */

import { signal } from '@preact/signals';
import { during } from './steps';

export const REST = 300;
export const AT_MOST = 1_000;
/** Milliseconds after which what the store refused is tried again. */
export const ANEW = 5_000;

/** How many fields hold strokes that are not in the store yet. */
export const typing = signal(0);

const waiting = new Set<Draft>();

/** How many changes stand in line: their taps are answered, the store does not have them yet. */
export const underway = signal(0);

let line: Promise<unknown> = Promise.resolve();

/**
 * Changes go one after another. Each starts from what is recorded: two at once, as when a tap
 * follows the last stroke, would start from the same, and the later take back the earlier.
 */
export function inLine<T>(act: () => Promise<T>): Promise<T> {
  underway.value += 1;
  const mine = line.then(act).finally(() => {
    underway.value -= 1;
  });
  line = mine.catch(() => undefined);
  return mine;
}

/** Writes the strokes; false, or a fault: the store did not take them. */
type Save = () => Promise<unknown>;

function isKept(act: symbol, save: Save): Promise<boolean> {
  return inLine(() => during(act, save)).then(
    (answer) => answer !== false,
    () => false,
  );
}

/** The strokes of one field on their way to the store. */
export class Draft {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;
  private pending: Save | null = null;
  private act = Symbol('typing');

  /** Saves later by `save`, which replaces what waited before. */
  later(save: Save): void {
    const now = Date.now();
    this.since ??= now;
    this.pending = save;
    waiting.add(this);
    typing.value = waiting.size;
    clearTimeout(this.timer);
    const due = Math.min(REST, Math.max(0, this.since + AT_MOST - now));
    this.timer = setTimeout(() => void this.flush(), due);
  }

  /** What was typed since is not to be saved: it is no longer what the field can take. */
  drop(): void {
    clearTimeout(this.timer);
    this.pending = null;
    this.since = null;
    waiting.delete(this);
    typing.value = waiting.size;
  }

  /** Saves now what waits; whether the store has all of it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    const save = this.pending;
    this.pending = null;
    this.since = null;
    const act = this.act;
    if (save && !(await isKept(act, save)) && !this.waits()) this.again(save);
    if (!this.waits()) waiting.delete(this);
    typing.value = waiting.size;
    return !this.waits();
  }

  /** The field goes away: what the store refuses now has nowhere to wait. */
  async end(): Promise<void> {
    if (!(await this.flush())) this.drop();
  }

  /** The field is left: what is typed in it next is an act of its own. */
  renew(): void {
    this.act = Symbol('typing');
  }

  /** The store may have room in a moment; until then the words are in the field only. */
  private again(save: Save): void {
    this.pending = save;
    this.timer = setTimeout(() => void this.flush(), ANEW);
  }

  /** Asked anew after each save: strokes go on while the store writes. */
  private waits(): boolean {
    return this.pending !== null;
  }
}

/** Saves every field at once: the page is about to be hidden, or the camera to open. */
export async function flushAll(): Promise<void> {
  await Promise.all([...waiting].map((draft) => draft.flush()));
  // A field that was just left saves by itself: it stands in line, too.
  await line;
}

export function flushOnLeaving(): void {
  addEventListener('pagehide', () => void flushAll());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAll();
  });
}
