import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../src/entries/entry';
import { drain, type Post, type Shelf } from '../src/outbox/drain';
import {
  afterReply,
  again,
  departing,
  MOST_BYTES,
  newParcel,
  nextEntries,
  nextPhotos,
  pause,
  recovered,
  wakeAt,
  type Parcel,
  type Reply,
} from '../src/outbox/machine';

const VISIT = 'visit-1';
const NOBODY = { now: () => 0, chance: () => 0.5 };

function parcel(seq: number, more: Partial<Parcel> = {}): Parcel {
  const id = `id-${seq}`;
  const common = { id, kind: 'entry', visit: VISIT, digest: `hash-${seq}`, bytes: 100, seq } as const;
  return { ...newParcel(common), ...more } as Parcel;
}

function sending(...parcels: Parcel[]): ReturnType<typeof departing>[] {
  return parcels.map((each) => departing(each as Extract<Parcel, { state: 'queued' }>, 0));
}

describe('what travels next', () => {
  test('entries go in the order in which they were made', () => {
    const found = nextEntries([parcel(3), parcel(1), parcel(2)], 0);

    expect(found.map((each) => each.seq)).toEqual([1, 2, 3]);
  });

  test('one request carries one visit', () => {
    const found = nextEntries([parcel(1), parcel(2, { visit: 'visit-2' }), parcel(3)], 0);

    expect(found.map((each) => each.seq)).toEqual([1, 3]);
  });

  test('one request carries 200 entries at most', () => {
    const many = Array.from({ length: 450 }, (_, at) => parcel(at));

    expect(nextEntries(many, 0)).toHaveLength(200);
  });

  test('one request carries no more bytes than the server takes, but always something', () => {
    const big = [parcel(1, { bytes: MOST_BYTES + 1 }), parcel(2)];

    expect(nextEntries(big, 0).map((each) => each.seq)).toEqual([1]);
  });

  test('photos go smallest first', () => {
    const photos = [300, 100, 200].map((bytes, at) => parcel(at, { kind: 'photo', bytes }));

    expect(nextPhotos(photos, 0, 2).map((each) => each.bytes)).toEqual([100, 200]);
  });

  test('what is in its pause waits', () => {
    const resting = parcel(1, { notBefore: 10 } as Partial<Parcel>);

    expect(nextEntries([resting], 9)).toEqual([]);
    expect(wakeAt([resting])).toBe(10);
  });
});

describe('what a reply makes of a parcel', () => {
  test.each<[string, Reply, Parcel['state']]>([
    ['a receipt of the same id and hash', receipts(['id-1', 'hash-1']), 'kept'],
    ['a receipt of another hash', receipts(['id-1', 'other']), 'queued'],
    ['a receipt of another id', receipts(['id-2', 'hash-1']), 'queued'],
    ['no receipts at all', { kind: 'receipts', receipts: [] }, 'queued'],
    ['silence', { kind: 'failed' }, 'queued'],
    ['a refusal', { kind: 'refused', code: 'entry-malformed' }, 'held'],
  ])('%s', (_, reply, state) => {
    const [after] = afterReply(sending(parcel(1)), reply, 5, 0.5);

    expect(after?.state).toBe(state);
  });

  test('what the server holds for the office is held, and the office has it', () => {
    const receipt = { id: 'id-1', digest: 'hash-1', number: null, heldBecause: 'visit-closed' };

    const [after] = afterReply(sending(parcel(1)), { kind: 'receipts', receipts: [receipt] }, 5, 0);

    expect(after).toMatchObject({ state: 'held', code: 'visit-closed', onServer: true });
  });

  test('a refused parcel full is halved until the one to blame stands alone', () => {
    const batch = sending(parcel(1), parcel(2), parcel(3), parcel(4));

    const after = afterReply(batch, { kind: 'refused', code: 'not-json' }, 5, 0);

    expect(after.map((each) => each.state === 'queued' && each.share)).toEqual([2, 2, 2, 2]);
  });

  test('one parcel without a receipt changes no other', () => {
    const batch = sending(parcel(1), parcel(2));

    const after = afterReply(batch, receipts(['id-2', 'hash-2']), 5, 0);

    expect(after.map((each) => each.state)).toEqual(['queued', 'kept']);
  });

  test('pauses double with jitter and never pass five minutes', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
        const found = pause(attempts, chance);
        return found >= 500 && found <= 300_000;
      }),
    );
    expect(pause(0, 1)).toBe(1000);
    expect(pause(3, 1)).toBe(8000);
    expect(pause(0, 0, 60_000)).toBe(60_000);
  });

  test('a server that lacks what it once had gets it again', () => {
    const [kept] = afterReply(sending(parcel(1)), receipts(['id-1', 'hash-1']), 5, 0);

    expect(kept && again(kept)).toMatchObject({ id: 'id-1', state: 'queued', attempts: 0 });
  });

  test('what a dead sender left behind is taken up', () => {
    const [left] = sending(parcel(1));

    expect(left && recovered(left)).toMatchObject({ state: 'queued', notBefore: 0 });
  });
});

describe('the outbox under faults', () => {
  test('nothing is lost and nothing doubled, whatever the network does', async () => {
    await fc.assert(
      fc.asyncProperty(plans(), async ({ count, photos, poisoned, faults }) => {
        const world = new World(count, photos, new Set(poisoned), faults);
        await world.runUntilEmpty();
        world.mustBeWhole();
      }),
      { numRuns: 300 },
    );
  });

  test('one poisoned entry among fifty holds up no other', async () => {
    const world = new World(50, 0, new Set([17]), []);

    await drain(world.shelf, world.post, NOBODY);

    expect(world.states()).toMatchObject({ kept: 49, held: 1 });
    expect(world.rescued).toEqual(['id-17']);
  });

  test('a photo whose bytes are gone is said, not sent', async () => {
    const world = new World(0, 1, new Set(), []);
    world.photosGone = true;

    await drain(world.shelf, world.post, NOBODY);

    expect([...world.parcels.values()]).toMatchObject([
      { state: 'held', code: 'unreadable-on-phone', onServer: false },
    ]);
  });
});

function receipts(...pairs: readonly (readonly [string, string])[]): Reply {
  return {
    kind: 'receipts',
    receipts: pairs.map(([id, digest]) => ({ id, digest, number: 1, heldBecause: null })),
  };
}

type Fault = 'lost-request' | 'lost-reply' | 'half-reply' | 'wrong-hash' | 'crash' | 'none';
interface Plan {
  readonly count: number;
  readonly photos: number;
  readonly poisoned: readonly number[];
  readonly faults: readonly Fault[];
}

function plans(): fc.Arbitrary<Plan> {
  const fault = fc.constantFrom<Fault>(
    ...(['lost-request', 'lost-reply', 'half-reply', 'wrong-hash', 'crash', 'none'] as const),
  );
  return fc.record({
    count: fc.nat(30),
    photos: fc.nat(5),
    poisoned: fc.array(fc.nat(29), { maxLength: 3 }),
    faults: fc.array(fault, { maxLength: 40 }),
  });
}

class Crash extends Error {}

/** A phone and a server with a network between them that follows a plan of faults, then heals. */
class World {
  readonly parcels = new Map<string, Parcel>();
  readonly rescued: string[] = [];
  /** How often each thing was taken in as new. */
  readonly stored = new Map<string, number>();
  photosGone = false;
  private time = 0;
  private readonly faults: Fault[];
  private readonly poisoned: ReadonlySet<number>;

  constructor(count: number, photos: number, poisoned: ReadonlySet<number>, faults: readonly Fault[]) {
    this.faults = [...faults];
    this.poisoned = poisoned;
    for (let seq = 0; seq < count; seq += 1) this.add(parcel(seq));
    for (let n = 0; n < photos; n += 1) {
      const id = `photo-${n}`;
      this.add(parcel(1000 + n, { id, digest: id, kind: 'photo', bytes: 1000 * n }));
    }
  }

  readonly shelf: Shelf = {
    parcels: () => Promise.resolve([...this.parcels.values()]),
    put: (rows) => {
      rows.forEach((row) => this.parcels.set(row.id, row));
      return Promise.resolve();
    },
    entries: (ids) => Promise.resolve(ids.map((id) => ({ id }) as Entry)),
    photo: () =>
      Promise.resolve(this.photosGone ? null : { bytes: new ArrayBuffer(1), type: 'image/jpeg' }),
  };

  readonly post: Post = {
    entries: (_, entries) => this.answer(entries.map((each) => each.id)),
    photo: (_, sha256) => this.answer([sha256]),
    rescue: (_, content) => {
      const [entry] = (JSON.parse(String(content)) as { entries: { id: string }[] }).entries;
      this.rescued.push(entry?.id ?? '');
      return Promise.resolve(true);
    },
  };

  /** Drains again and again, as timers would; a crash in the middle is a new start. */
  async runUntilEmpty(): Promise<void> {
    for (let turn = 0; turn < 200; turn += 1) {
      try {
        await drain(this.shelf, this.post, { now: () => this.time, chance: () => 0.5 });
      } catch (fault) {
        if (!(fault instanceof Crash)) throw fault;
      }
      const wake = wakeAt([...this.parcels.values()]);
      const left = [...this.parcels.values()].some((each) => each.state === 'sending');
      if (wake === null && !left) return;
      this.time = Math.max(this.time, wake ?? this.time);
    }
    throw new Error('the queue did not empty');
  }

  mustBeWhole(): void {
    for (const each of this.parcels.values()) {
      const isPoisoned = each.kind === 'entry' && this.poisoned.has(each.seq);
      expect(each.state).toBe(isPoisoned ? 'held' : 'kept');
      expect(this.stored.get(each.id) ?? 0).toBe(isPoisoned ? 0 : 1);
      if (isPoisoned) expect(this.rescued).toContain(each.id);
    }
  }

  states(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { state } of this.parcels.values()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  private add(row: Parcel): void {
    this.parcels.set(row.id, row);
  }

  private answer(ids: readonly string[]): Promise<Reply> {
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'crash') return Promise.reject(new Crash());
    if (fault === 'lost-request') return Promise.resolve({ kind: 'failed' });
    const poison = ids.some((id) => this.poisoned.has(this.parcels.get(id)?.seq ?? -1));
    if (poison) return Promise.resolve({ kind: 'refused', code: 'entry-malformed' });
    // The unique key of the server: the same id again changes nothing.
    for (const id of ids) if (!this.stored.has(id)) this.stored.set(id, 1);
    if (fault === 'lost-reply') return Promise.resolve({ kind: 'failed' });
    const told = fault === 'half-reply' ? ids.slice(0, Math.floor(ids.length / 2)) : ids;
    const digest = (id: string): string =>
      fault === 'wrong-hash' ? 'other' : (this.parcels.get(id)?.digest ?? '');
    return Promise.resolve(receipts(...told.map((id) => [id, digest(id)] as const)));
  }
}
