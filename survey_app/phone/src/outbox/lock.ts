/** One sender among the tabs of a phone. */

import type { Store } from '../vault/open';
import type { VaultSchema } from '../vault/schema';

const LEASE = 'lease';
/** A lease that was not renewed for so long belonged to a tab that is gone; milliseconds. */
const LEASE_LIFE = 30_000;

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** Runs `work` unless another tab is at it; whether it ran. */
export async function alone(
  user: string,
  vault: Store<VaultSchema>,
  work: () => Promise<void>,
): Promise<boolean> {
  // The DOM types promise locks everywhere; Safari has them from 15.4 on only.
  const locks = (navigator as Partial<Pick<Navigator, 'locks'>>).locks;
  if (!locks) return byLease(vault, work);
  return locks.request(`outbox-${user}`, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

/** The same by a row in the store, renewed while the work lasts. */
async function byLease(vault: Store<VaultSchema>, work: () => Promise<void>): Promise<boolean> {
  const holder = String(Math.random());
  if (!(await takeLease(vault, holder))) return false;
  const renewal = setInterval(() => void takeLease(vault, holder), LEASE_LIFE / 3);
  try {
    await work();
  } finally {
    clearInterval(renewal);
    await vault.run((db) => db.delete('meta', LEASE));
  }
  return true;
}

/** Over, or of a clock that was ahead: no lease is longer than a lease. */
function isOver({ until }: Lease, now: number): boolean {
  return until < now || until > now + LEASE_LIFE;
}

function takeLease(vault: Store<VaultSchema>, holder: string): Promise<boolean> {
  return vault.run(async (db) => {
    const tx = db.transaction('meta', 'readwrite');
    const held = (await tx.store.get(LEASE)) as Lease | undefined;
    const free = !held || held.holder === holder || isOver(held, Date.now());
    if (free) await tx.store.put({ holder, until: Date.now() + LEASE_LIFE }, LEASE);
    await tx.done;
    return free;
  });
}
