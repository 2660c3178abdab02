import { describe, expect, test } from 'vitest';
import type { Visit } from '../src/api/shapes';
import type { Logged } from '../src/entries/entry';
import { currentOf } from '../src/visit/current';
import { gapsOf, type Gap } from '../src/visit/check';
import { photoPlaces } from '../src/visit/photos';
import {
  brokenOf,
  chapterProgress,
  chapterState,
  chaptersOf,
  wholeProgressOf,
  type Chapter,
} from '../src/visit/progress';
import { scoresOf } from '../src/visit/scores';
import { answer, CHECKLIST, logged, visit } from './visits';

function chapters(log: readonly Logged[], of: Visit = visit()): readonly Chapter[] {
  return chaptersOf(CHECKLIST, currentOf(log), of, '-');
}

function chapter(code: string, log: readonly Logged[]): Chapter {
  const found = chapters(log).find((each) => each.code === code);
  if (!found) throw new Error(`no section ${code}`);
  return found;
}

function whole(...log: readonly Logged[]): unknown {
  return wholeProgressOf(chapters(log), currentOf(log));
}

describe('n of N of a visit', () => {
  test('counts the items of the sections, sub-items instead of their parents', () => {
    expect(whole()).toEqual({ answered: 0, total: 3 });
  });

  test.each([
    ['an answer counts', [answer('A1')], 1],
    ['not applicable is an answer', [answer('A1', { not_applicable: 'lý do' })], 1],
    ['general information stands apart', [answer('G3', { value: 'x' })], 0],
    ['bonus and penalty stand apart', [answer('T1'), answer('P1')], 0],
    ['what was withdrawn does not count', [answer('A1', null)], 0],
    ['two answers that clash are one item', [answer('A1'), answer('A1', { value: 'no' })], 1],
    [
      'a note is no answer',
      [logged({ text: 'x' }, { kind: 'note', item: 'A1', slot: 's', layer: null })],
      0,
    ],
    [
      "the unit's own score is not the team's",
      [logged({ value: 'yes' }, { item: 'A1', layer: 'self' })],
      0,
    ],
  ])('%s', (_, log, answered) => {
    expect(whole(...log)).toEqual({ answered, total: 3 });
  });
});

describe('sections', () => {
  test('of the general information also what the plan knows is there', () => {
    expect(chapterProgress(chapter('-', []), currentOf([]), visit())).toEqual({
      answered: 1,
      total: 3,
    });
  });

  test.each([
    ['nothing recorded', [], 'not_started'],
    ['some of it', [answer('A1')], 'in_progress'],
    ['all of it', [answer('A1'), answer('A2a'), answer('A2b')], 'complete'],
  ])('%s: %#', (_, log, state) => {
    expect(chapterState(chapter('A', log), currentOf(log), visit())).toBe(state);
  });

  test('a returned item is told until the team answers, then that it was corrected', () => {
    const returned = [{ item: 'A1', reason: 'Xem lại.', at: '2020-11-12T02:00:00Z' }];
    const later = answer('A1', { value: 'no' }, { made_at: '2020-11-12T10:00:00+07:00' });
    const state = (log: readonly Logged[]): string =>
      chapterState(chapter('A', log), currentOf(log), visit({ returned }));

    expect(state([answer('A1')])).toBe('returned');
    expect(state([later])).toBe('corrected');
  });
});

describe('a returned item is answered', () => {
  const returned = [{ item: 'A1', reason: 'Xem lại.', at: '2020-11-12T02:00:00Z' }];
  const [before, after] = ['2020-11-12T01:00:00Z', '2020-11-12T03:00:00Z'];
  const ahead = { made_at: '2030-01-01T00:00:00+07:00' };
  const behind = { made_at: '2010-01-01T00:00:00+07:00' };

  test.each<[string, Logged, string]>([
    ['by what came after it', { ...answer('A1', undefined, behind), received: after }, 'corrected'],
    [
      'not before, on a clock ahead',
      { ...answer('A1', undefined, ahead), received: before },
      'returned',
    ],
    ['by what is not sent yet', { ...answer('A1', undefined, behind), number: null }, 'corrected'],
    ['not by taking it back', { ...answer('A1', null), received: after }, 'returned'],
    [
      "not by the unit's own score",
      { ...logged({ value: 'yes' }, { item: 'A1', layer: 'self' }), received: after },
      'returned',
    ],
  ])('%s', (_, entry, state) => {
    const log = [entry];

    expect(chapterState(chapter('A', log), currentOf(log), visit({ returned }))).toBe(state);
  });
});

function gaps(log: readonly Logged[], of: Visit = visit()): readonly Gap[] {
  const current = currentOf(log);
  const found = chapters(log, of);
  const scores = scoresOf(CHECKLIST, current, of, 'vi');
  const broken = brokenOf(CHECKLIST, found, current);
  return gapsOf({ visit: of, checklist: CHECKLIST, current, scores, broken }, found);
}

function named(log: readonly Logged[], of: Visit = visit()): readonly string[] {
  return gaps(log, of).map((gap) => `${gap.item?.code ?? ''} ${gap.kind}`.trim());
}

describe('what is missing', () => {
  test('what the plan knows is no gap; what it does not know is one that blocks', () => {
    const blocks = gaps([]).filter((gap) => gap.blocks);

    expect(blocks.map((gap) => gap.item?.code)).toEqual(['G2', 'A1']);
  });

  test('unanswered items advise, and so does a visit without attendees', () => {
    expect(named([answer('A1'), answer('G2', { value: '08:00' })])).toEqual([
      'A2a unanswered',
      'A2b unanswered',
      'attendees',
    ]);
  });

  test('two answers that clash are shown', () => {
    const log = [answer('A1'), answer('A1', { value: 'no' })];

    expect(named(log)).toContain('A1 clash');
  });

  test('a return that nobody answered is shown, and no longer once it is', () => {
    const returned = [{ item: 'A1', reason: 'Xem lại.', at: '2020-11-12T02:00:00Z' }];
    const later = answer('A1', { value: 'no' }, { made_at: '2020-11-12T10:00:00+07:00' });

    expect(named([answer('A1')], visit({ returned }))).toContain('A1 returned');
    expect(named([later], visit({ returned }))).not.toContain('A1 returned');
  });

  test('items that are not open are nobody’s gap', () => {
    expect(named([], visit({ open: { all: false, items: ['A2a'] } }))).toEqual(['A2a unanswered']);
  });
});

describe('the number of a photo', () => {
  const photo = (slot: string, item: string | null, value: object | null = {}): Logged =>
    logged(value as null, { kind: 'photo', item, slot });
  const places = (...log: readonly Logged[]): readonly number[] => {
    const found = photoPlaces(currentOf(log));
    return [...found.values()].sort();
  };

  test('counts by slot within its item, whatever order the entries came in', () => {
    const log = [photo('b', 'A1'), photo('a', 'A1'), photo('c', null)];
    const found = photoPlaces(currentOf(log));
    const bySlot = [...found].map(([key, n]) => [key.split('\u001f')[2], n]);

    expect(Object.fromEntries(bySlot)).toEqual({ a: 1, b: 2, c: 1 });
  });

  test('what was withdrawn is not counted', () => {
    expect(places(photo('a', 'A1', null), photo('b', 'A1'))).toEqual([1]);
  });

  test('both captions of a clash are counted, as the server does', () => {
    expect(places(photo('a', 'A1'), photo('a', 'A1'), photo('b', 'A1'))).toEqual([1, 3]);
  });
});
