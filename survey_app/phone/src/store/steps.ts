/** What was done on the open visit since it was opened, so that each act can be taken back. */

import { signal } from '@preact/signals';
import type { Json } from '../core/canonical';
import type { About } from '../entries/entry';

export interface Change {
  readonly about: About;
  /** What stood there before, and the entry that said it; null where none or two did. */
  readonly before: Json;
  readonly over: string | null;
  /** The entry that the act recorded; taking back is right only while nothing replaced it. */
  readonly entry: string;
}

/** One act, however many entries it needed. */
export interface Step {
  readonly act: symbol;
  readonly changes: readonly Change[];
}

const MOST = 50;

export const steps = signal<readonly Step[]>([]);

let running: symbol | null = null;
let isTakingBack = false;

/** What is recorded meanwhile belongs to `act`: the strokes in a field, a section as a whole. */
export async function during<T>(act: symbol, doing: () => Promise<T>): Promise<T> {
  const before = running;
  running = act;
  try {
    return await doing();
  } finally {
    running = before;
  }
}

/** Taking back is no act of its own. */
export async function takingBack<T>(doing: () => Promise<T>): Promise<T> {
  isTakingBack = true;
  try {
    return await doing();
  } finally {
    isTakingBack = false;
  }
}

/** Notes a change that was written. */
export function noteChange(change: Change): void {
  if (isTakingBack) return;
  const act = running ?? Symbol('act');
  const last = steps.value[steps.value.length - 1];
  steps.value =
    last?.act === act
      ? [...steps.value.slice(0, -1), { act, changes: joined(last.changes, change) }]
      : [...steps.value, { act, changes: [change] }].slice(-MOST);
}

/** `entry` says again what `over` said: an act that recorded `over` can still be taken back. */
export function standIn(over: string, entry: string): void {
  steps.value = steps.value.map((step) => ({
    ...step,
    changes: step.changes.map((each) => (each.entry === over ? { ...each, entry } : each)),
  }));
}

export function forgetStep(step: Step): void {
  steps.value = steps.value.filter((each) => each.act !== step.act);
}

/** There is no way back to what this was before. */
export function forgetAbout(about: About): void {
  steps.value = steps.value.filter(
    (step) => !step.changes.some((each) => isSame(each.about, about)),
  );
}

export function forgetSteps(): void {
  steps.value = [];
}

/** The second change of the same thing in one act leads back to before the first. */
function joined(changes: readonly Change[], next: Change): readonly Change[] {
  const at = changes.findIndex((each) => isSame(each.about, next.about));
  const known = changes[at];
  if (!known) return [...changes, next];
  const both = { ...next, before: known.before, over: known.over };
  return [...changes.slice(0, at), both, ...changes.slice(at + 1)];
}

function isSame(a: About, b: About): boolean {
  return a.kind === b.kind && a.item === b.item && a.slot === b.slot && a.layer === b.layer;
}
