/** Names by which labels find their fields. */

import { useState } from 'preact/hooks';

let made = 0;

/**
 * A name that nothing else on the page has. Preact's `useId` counts anew in each tree, and a sheet
 * is a tree of its own: a label would find the field of another.
 */
export function useOwnId(): string {
  const [id] = useState(() => {
    made += 1;
    return `own-${made}`;
  });
  return id;
}
