/** What nobody needs in the first second comes in a file of its own, right after the start. */

import { signal } from '@preact/signals';
import type { FunctionComponent, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type * as HomeFile from '../home';
import type * as LateFile from '../late';

export type Late = typeof LateFile;
export type Home = typeof HomeFile;

/** null until they were fetched. */
export const late = signal<Late | null>(null);

/** The list of visits and the page of a visit; null until they were fetched. */
export const home = signal<Home | null>(null);

/** Fetches the pages above the sections; needed at once, unless the start is in a section. */
export async function fetchHome(): Promise<void> {
  try {
    home.value ??= await import('../home');
  } catch {
    // As below.
  }
}

/** Fetches the later screens; without a network it is tried again when one of them is opened. */
export async function fetchLate(): Promise<void> {
  try {
    late.value ??= await import('../late');
  } catch {
    // Not reachable now, and not kept on the phone yet: what asked for it goes on waiting.
  }
}

/** A sheet of the later file; nothing until it is there. */
export function lateSheet<P extends object>(
  pick: (from: Late) => FunctionComponent<P>,
): (props: P) => JSX.Element | null {
  return function LateSheet(props: P) {
    useEffect(() => void fetchLate(), []);
    if (!late.value) return null;
    const Chosen = pick(late.value);
    return <Chosen {...props} />;
  };
}
