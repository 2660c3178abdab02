import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterReply,
  again,
  departing,
  MOST_BYTES,
  nextEntries,
  nextPhotos,
  pause,
  recovered,
  wakeAt,
  type Parcel,
  type Reply,
} from '../src/outbox/machine';
import { parcel, receipts } from './parcels';

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
    const resting = parcel(1, { notBefore: 10 });

    expect(nextEntries([resting], 9)).toEqual([]);
    expect(wakeAt([resting], 0)).toBe(10);
  });

  test('what a clock that ran ahead by years put off is due at once, not in years', () => {
    const inTenYears = 10 * 365 * 24 * 3_600_000;
    const resting = parcel(1, { notBefore: inTenYears });

    expect(nextEntries([resting], 0).map((each) => each.seq)).toEqual([1]);
    expect(wakeAt([resting], 0)).toBe(0);
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
