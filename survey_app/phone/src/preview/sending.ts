/** Stands in for `store/sending` in the preview: there is nobody to send to, and nothing waits. */

import { signal } from '@preact/signals';

export const sendingNow = signal(false);
export const outOfReach = signal(false);
export const lastContact = signal<string | null>(null);

const nothing = (): Promise<void> => Promise.resolve();

export const hurry = nothing;
export const send = nothing;
export const keepGrants = nothing;
export const meetEpoch = nothing;

export function nudge(): void {
  // What was recorded stays in the page.
}

export function onSent(): void {
  // Nothing is ever sent.
}
