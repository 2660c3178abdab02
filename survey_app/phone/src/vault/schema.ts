/** What lies in the two databases of a person, and in the one that the phone itself has. */

import type { DBSchema } from 'idb';
import type { Entry } from '../entries/entry';
import type { ServerEntry, Visit } from '../api/shapes';
import type { Parcel } from '../outbox/machine';

/** An entry made on this phone, with the place it is about. */
export interface OwnEntry {
  readonly id: string;
  readonly visit: string;
  /** `slotKey` of the entry: the others about the same thing are found by it. */
  readonly place: string;
  readonly entry: Entry;
}

export interface PhotoRow {
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
  readonly chunks: number;
  readonly width: number | null;
  readonly height: number | null;
  /** A small JPEG for lists; null where the phone could not decode the picture. */
  readonly thumb: ArrayBuffer | null;
}

export interface ReceiptRow {
  readonly id: string;
  readonly sha256: string;
  readonly number: number | null;
  readonly state: string;
  readonly code: string;
  readonly visitState: string | null;
  readonly missingPhotos: readonly string[];
  readonly missingEntries: boolean;
  readonly at: string;
}

/** Never dropped by an upgrade: upgrades of this database only add. */
export interface VaultSchema extends DBSchema {
  entries: { key: string; value: OwnEntry; indexes: { visit: string; place: [string, string] } };
  photos: { key: string; value: PhotoRow };
  chunks: { key: [string, number]; value: ArrayBuffer };
  outbox: { key: string; value: Parcel; indexes: { state: string } };
  receipts: { key: string; value: ReceiptRow };
  meta: { key: string; value: unknown };
}

/** Can be fetched again. */
export interface CacheSchema extends DBSchema {
  visits: { key: string; value: Visit };
  checklists: { key: string; value: unknown };
  entries: { key: string; value: ServerEntry; indexes: { visit: string } };
  cursors: { key: string; value: { readonly cursor: number; readonly epoch: string } };
}

/** Who is signed in on this phone, and how they like the screen. */
export interface PhoneSchema extends DBSchema {
  facts: { key: string; value: unknown };
}
