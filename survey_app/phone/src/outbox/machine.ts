/**
 * The outbox as a state machine: what is sent next, and what a reply makes of it.
 * Pure: no clock, no chance, no network; all three are handed in.
 */

interface Common {
  /** The entry's id, or the photo's hash. */
  readonly id: string;
  readonly kind: 'entry' | 'photo';
  readonly visit: string;
  /** What the receipt must repeat: hash of the canonical entry, or of the photo's bytes. */
  readonly digest: string;
  readonly bytes: number;
  /** Order of making on this phone. */
  readonly seq: number;
}

interface Trying {
  readonly attempts: number;
  /** The most entries that may travel with this one: halved when a parcel full was refused. */
  readonly share: number;
}

export type Parcel = Common &
  (
    | ({ readonly state: 'queued'; readonly notBefore: number } & Trying)
    | ({ readonly state: 'sending'; readonly since: number } & Trying)
    | { readonly state: 'kept'; readonly at: number; readonly number: number | null }
    | {
        readonly state: 'held';
        readonly at: number;
        readonly code: string;
        /** Whether the office has its bytes; if not, only this phone has them. */
        readonly onServer: boolean;
        /** The person has seen why and withdrew it: it no longer counts on this phone. */
        readonly isWithdrawn?: true;
      }
  );
export type Queued = Extract<Parcel, { state: 'queued' }>;
export type Sending = Extract<Parcel, { state: 'sending' }>;
export type Held = Extract<Parcel, { state: 'held' }>;

export interface Receipt {
  readonly id: string;
  readonly digest: string;
  readonly number: number | null;
  /** Set when the server keeps it for the office instead of taking it. */
  readonly heldBecause: string | null;
}

export type Reply =
  | { readonly kind: 'receipts'; readonly receipts: readonly Receipt[] }
  /** Refused as it is: the same bytes will never be taken. */
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer, or none to be believed; `retryAfter` in milliseconds where the server asked for it. */
  | { readonly kind: 'failed'; readonly retryAfter?: number };

export const MOST_ENTRIES = 200;
export const MOST_BYTES = 1_900_000;
/** The one code that the phone itself gives. */
export const UNREADABLE = 'unreadable-on-phone';
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

export function newParcel(common: Common): Parcel {
  return { ...common, state: 'queued', attempts: 0, notBefore: 0, share: MOST_ENTRIES };
}

/** The entries that travel next: one visit's, in the order of making, as many as fit. */
export function nextEntries(parcels: readonly Parcel[], now: number): readonly Queued[] {
  const due = dueOf(parcels, 'entry', now).sort((a, b) => a.seq - b.seq);
  const first = due[0];
  if (!first) return [];
  const taken: Queued[] = [];
  let bytes = 0;
  for (const each of due) {
    if (each.visit !== first.visit || each.share !== first.share) continue;
    bytes += each.bytes;
    if (taken.length >= first.share || (taken.length > 0 && bytes > MOST_BYTES)) break;
    taken.push(each);
  }
  return taken;
}

/** The photos that travel next, the smallest first. */
export function nextPhotos(
  parcels: readonly Parcel[],
  now: number,
  most: number,
): readonly Queued[] {
  return dueOf(parcels, 'photo', now)
    .sort((a, b) => a.bytes - b.bytes || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}

/** When something is due next, or null when nothing waits. */
export function wakeAt(parcels: readonly Parcel[], now: number): number | null {
  const waiting = parcels.filter((each): each is Queued => each.state === 'queued');
  const times = waiting.map((each) => (isDue(each, now) ? now : each.notBefore));
  return times.length > 0 ? Math.min(...times) : null;
}

export function departing(parcel: Queued, now: number): Sending {
  const { notBefore: _, ...rest } = parcel;
  return { ...rest, state: 'sending', since: now };
}

/** A sender that died in the middle leaves parcels behind; whoever holds the lock takes them up. */
export function recovered(parcel: Sending): Queued {
  const { since: _, ...rest } = parcel;
  return { ...rest, state: 'queued', notBefore: 0 };
}

/** Only a receipt that repeats id and digest is believed; silence is tried again. */
export function afterReply(
  batch: readonly Sending[],
  reply: Reply,
  now: number,
  chance: number,
): readonly Parcel[] {
  if (reply.kind === 'refused') return batch.map((each) => refused(each, batch.length, reply, now));
  if (reply.kind === 'failed') {
    return batch.map((each) => waiting(each, now, pause(each.attempts, chance, reply.retryAfter)));
  }
  const receipts = new Map(reply.receipts.map((each) => [each.id, each]));
  return batch.map((each) => {
    const receipt = receipts.get(each.id);
    return receipt?.digest === each.digest
      ? settled(each, receipt, now)
      : waiting(each, now, pause(each.attempts, chance));
  });
}

/** A restored server lacks what it once had, taken or held: off it goes again. */
export function again(parcel: Parcel): Parcel {
  return wasTaken(parcel) ? newParcel(commonOf(parcel)) : parcel;
}

/** Whether the server once said that it has this; what was withdrawn here is not asked about. */
export function wasTaken(parcel: Parcel): boolean {
  if (parcel.state === 'held') return parcel.onServer && parcel.isWithdrawn !== true;
  return parcel.state === 'kept';
}

/** The parcel's bytes are gone or unreadable: said, and shown, instead of sent as if whole. */
export function unreadable(parcel: Parcel, now: number): Parcel {
  return {
    ...commonOf(parcel),
    state: 'held',
    at: now,
    code: UNREADABLE,
    onServer: false,
  };
}

/**
 * What the office has, or what nobody can read any more, may be withdrawn from this phone; the
 * only copy of something may not.
 */
export function withdrawn(parcel: Parcel): Parcel {
  return mayWithdraw(parcel) ? { ...parcel, isWithdrawn: true } : parcel;
}

export function mayWithdraw(parcel: Parcel): parcel is Held {
  return parcel.state === 'held' && (parcel.onServer || parcel.code === UNREADABLE);
}

/** Try at once: the network came back, or somebody pressed the button. */
export function hurried(parcel: Parcel): Parcel {
  return parcel.state === 'queued' && parcel.notBefore > 0 ? { ...parcel, notBefore: 0 } : parcel;
}

/** Milliseconds before the next attempt: doubling, with jitter, never above five minutes. */
export function pause(attempts: number, chance: number, asked = 0): number {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 20));
  return Math.min(LONGEST_PAUSE, Math.max(asked, ceiling * (0.5 + chance / 2)));
}

function dueOf(parcels: readonly Parcel[], kind: Parcel['kind'], now: number): Queued[] {
  return parcels.filter(
    (each): each is Queued => each.state === 'queued' && each.kind === kind && isDue(each, now),
  );
}

/** No pause is longer than the longest: what waits for longer was put off by a clock that was wrong. */
function isDue(parcel: Queued, now: number): boolean {
  return parcel.notBefore <= now || parcel.notBefore - now > LONGEST_PAUSE;
}

function settled(parcel: Sending, receipt: Receipt, now: number): Parcel {
  const common = commonOf(parcel);
  return receipt.heldBecause === null
    ? { ...common, state: 'kept', at: now, number: receipt.number }
    : { ...common, state: 'held', at: now, code: receipt.heldBecause, onServer: true };
}

/** A refused parcel full is halved until the one that is to blame stands alone. */
function refused(parcel: Sending, together: number, reply: { code: string }, now: number): Parcel {
  if (together > 1) {
    return { ...recovered(parcel), share: Math.max(1, Math.floor(together / 2)) };
  }
  return { ...commonOf(parcel), state: 'held', at: now, code: reply.code, onServer: false };
}

function waiting(parcel: Sending, now: number, after: number): Queued {
  return { ...recovered(parcel), attempts: parcel.attempts + 1, notBefore: now + after };
}

function commonOf({ id, kind, visit, digest, bytes, seq }: Parcel): Common {
  return { id, kind, visit, digest, bytes, seq };
}
