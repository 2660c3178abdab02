/** Handing over: the entry that says what this phone knows, and the server's receipt for it. */

import { signal } from '@preact/signals';
import type { Json } from '../core/canonical';
import { headsDigest, headsOf } from '../entries/heads';
import { readPhoto } from '../entries/values';
import { receiptOf } from '../vault/vault';
import type { ReceiptRow } from '../vault/schema';
import { flushAll } from './autosave';
import { hurry } from './sending';
import { current, log, open, say } from './visit';
import { outbox, workplace } from './workplace';

/** The receipt of the last hand-over made on this phone, as the store has it. */
export const receipt = signal<ReceiptRow | null>(null);

/** What is handed over now; what the server holds for the office is not part of it. */
export async function contents(): Promise<{
  readonly heads: number;
  readonly heads_sha256: string;
  readonly photos: readonly string[];
}> {
  const taken = log.value
    .map((each) => each.entry)
    .filter((entry) => outbox.value.get(entry.id)?.state !== 'held');
  const photos = headsOf(taken).flatMap((entry) =>
    entry.kind === 'photo' ? (readPhoto(entry.value)?.sha256 ?? []) : [],
  );
  return { ...(await headsDigest(taken)), photos: [...new Set(photos)].sort() };
}

/** Milliseconds within which a second tap is no wish of its own. */
const ECHO = 500;

let isHanding = false;
let handedAt = 0;

/** A finger that trembles taps twice: that is one hand-over. */
export async function handOver(): Promise<void> {
  if (isHanding || Math.abs(Date.now() - handedAt) < ECHO) return;
  isHanding = true;
  try {
    await flushAll();
    const value: Json = { ...(await contents()) };
    await say({ kind: 'submit', item: null, slot: null, layer: null }, value);
  } finally {
    isHanding = false;
    handedAt = Date.now();
  }
  void hurry().then(readReceipt);
}

/** The newest hand-over of this phone on the open visit. */
export function lastSubmit(): { readonly id: string; readonly made_at: string } | null {
  const mine = current.value.submits.filter((each) => outbox.value.has(each.entry.id));
  return (
    mine
      .map((each) => each.entry)
      .sort((a, b) => a.seq - b.seq)
      .slice(-1)[0] ?? null
  );
}

export async function readReceipt(): Promise<void> {
  const place = workplace.value;
  const submit = open.value ? lastSubmit() : null;
  receipt.value = place && submit ? ((await receiptOf(place.vault, submit.id)) ?? null) : null;
}
