/**
 * Photos that somebody is looking at right now wait with leaving: faces may still be blurred, and
 * what has left cannot be called back. In the store, because another tab may be the sender.
 */

import type { Store } from './open';
import { ifRoom } from './room';
import type { VaultSchema } from './schema';

const IN_HAND = 'photos-in-hand';
/** Milliseconds after which nobody is looking any more, whatever became of the tab. */
const LONGEST = 10 * 60_000;

type Until = Readonly<Record<string, number>>;

export function holdBack(vault: Store<VaultSchema>, sha: string, now: number): Promise<void> {
  return ifRoom(() => changed(vault, (held) => ({ ...held, [sha]: now + LONGEST })));
}

/** Nobody looks at any of them any more. */
export function letGo(vault: Store<VaultSchema>): Promise<void> {
  return ifRoom(() => changed(vault, () => ({})));
}

export async function inHand(vault: Store<VaultSchema>, now: number): Promise<ReadonlySet<string>> {
  const held = asUntil(await vault.run((db) => db.get('meta', IN_HAND)));
  // A clock that was set back must not hold a photo for years.
  const lasts = (until: number): boolean => until > now && until <= now + LONGEST;
  return new Set(Object.keys(held).filter((sha) => lasts(held[sha] ?? 0)));
}

function changed(vault: Store<VaultSchema>, change: (held: Until) => Until): Promise<void> {
  return vault.run(async (db) => {
    const tx = db.transaction('meta', 'readwrite');
    await tx.store.put(change(asUntil(await tx.store.get(IN_HAND))), IN_HAND);
    await tx.done;
  });
}

function asUntil(held: unknown): Until {
  return typeof held === 'object' && held !== null ? (held as Until) : {};
}
