import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../src/entries/entry';
import { drain, type Post, type Shelf } from '../src/outbox/drain';
import { wakeAt, type Parcel, type Reply } from '../src/outbox/machine';
import { parcel, receipts } from './parcels';

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

    await drain(world.shelf, world.post, { now: () => 0, chance: () => 0.5 });

    expect(world.states()).toMatchObject({ kept: 49, held: 1 });
    expect(world.rescued).toEqual(['id-17']);
  });

  test('a photo whose bytes are gone is said, not sent', async () => {
    const world = new World(0, 1, new Set(), []);
    world.photosGone = true;

    await drain(world.shelf, world.post, { now: () => 0, chance: () => 0.5 });

    expect([...world.parcels.values()]).toMatchObject([
      { state: 'held', code: 'unreadable-on-phone', onServer: false },
    ]);
  });
});

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

function unlessCrash(fault: unknown): void {
  if (!(fault instanceof Crash)) throw fault;
}

/** A phone and a server with a network between them that follows a plan of faults, then heals. */
class World {
  readonly parcels = new Map<string, Parcel>();
  readonly rescued: string[] = [];
  readonly stored = new Set<string>();
  /** What the phone was truthfully told that the server has; sending it again would double it. */
  readonly acknowledged = new Set<string>();
  doubled = 0;
  photosGone = false;
  private time = 0;
  private readonly faults: Fault[];
  private readonly poisoned: ReadonlySet<number>;

  constructor(
    count: number,
    photos: number,
    poisoned: ReadonlySet<number>,
    faults: readonly Fault[],
  ) {
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
      const [entry] = (JSON.parse(content as string) as { entries: { id: string }[] }).entries;
      this.rescued.push(entry?.id ?? '');
      return Promise.resolve(true);
    },
  };

  /** Drains again and again, as timers would; a crash in the middle is a new start. */
  async runUntilEmpty(): Promise<void> {
    for (let turn = 0; turn < 200; turn += 1) {
      await drain(this.shelf, this.post, { now: () => this.time, chance: () => 0.5 }).catch(
        unlessCrash,
      );
      const wake = wakeAt([...this.parcels.values()], this.time);
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
      expect(this.stored.has(each.id)).toBe(!isPoisoned);
      if (isPoisoned) expect(this.rescued).toContain(each.id);
    }
    expect(this.doubled).toBe(0);
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
    if (ids.some((id) => this.isPoison(id)))
      return Promise.resolve({ kind: 'refused', code: 'entry-malformed' });
    // The unique key of the server: the same id again changes nothing.
    for (const id of ids) {
      this.doubled += this.acknowledged.has(id) ? 1 : 0;
      this.stored.add(id);
    }
    return Promise.resolve(fault === 'lost-reply' ? { kind: 'failed' } : this.told(ids, fault));
  }

  private told(ids: readonly string[], fault: Fault): Reply {
    const told = fault === 'half-reply' ? ids.slice(0, Math.floor(ids.length / 2)) : ids;
    const digest = (id: string): string =>
      fault === 'wrong-hash' ? 'other' : (this.parcels.get(id)?.digest ?? '');
    if (fault !== 'wrong-hash') told.forEach((id) => this.acknowledged.add(id));
    return receipts(...told.map((id) => [id, digest(id)] as const));
  }

  private isPoison(id: string): boolean {
    return this.poisoned.has(this.parcels.get(id)?.seq ?? -1);
  }
}
