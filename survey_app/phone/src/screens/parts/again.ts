/** Whether the person asked to sign in again, without losing the place. */

import { signal } from '@preact/signals';

export const signingInAgain = signal(false);

export function askSignIn(): void {
  signingInAgain.value = true;
}
