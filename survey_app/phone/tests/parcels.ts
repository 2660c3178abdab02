/** Parcels and receipts for tests. */

import { newParcel, type Parcel, type Reply } from '../src/outbox/machine';

const VISIT = 'visit-1';

export function parcel(seq: number, more: Partial<Parcel> = {}): Parcel {
  const id = `id-${seq}`;
  const common = {
    id,
    kind: 'entry',
    visit: VISIT,
    digest: `hash-${seq}`,
    bytes: 100,
    seq,
  } as const;
  return { ...newParcel(common), ...more } as Parcel;
}

export function receipts(...pairs: readonly (readonly [string, string])[]): Reply {
  return {
    kind: 'receipts',
    receipts: pairs.map(([id, digest]) => ({ id, digest, number: 1, heldBecause: null })),
  };
}
