/**
 * Photos that must leave this phone: what was there before the faces were blurred. One that is on
 * its way to the server cannot be taken away from under the sender; it goes when that has ended.
 */

import { burn } from './photos';
import type { Store } from './open';
import type { VaultSchema } from './schema';

const TO_BURN = 'photos-to-burn';

/** Removes the picture, now or as soon as it can be. */
export async function burnSoon(vault: Store<VaultSchema>, sha: string): Promise<void> {
  await listed(vault, (list) => [...list.filter((each) => each !== sha), sha]);
  await burnListed(vault);
}

/** Removes what was to be removed; whether anything was. Call it again when sending has ended. */
export async function burnListed(vault: Store<VaultSchema>): Promise<boolean> {
  const list = asList(await vault.run((db) => db.get('meta', TO_BURN)));
  let any = false;
  for (const sha of list) {
    if (!(await burn(vault, sha))) continue;
    any = true;
    await listed(vault, (left) => left.filter((each) => each !== sha));
  }
  return any;
}

function listed(
  vault: Store<VaultSchema>,
  change: (list: readonly string[]) => readonly string[],
): Promise<void> {
  return vault.run(async (db) => {
    const tx = db.transaction('meta', 'readwrite', { durability: 'strict' });
    await tx.store.put(change(asList(await tx.store.get(TO_BURN))), TO_BURN);
    await tx.done;
  });
}

function asList(held: unknown): readonly string[] {
  return Array.isArray(held) ? (held as readonly string[]) : [];
}
