import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acted, BLANK, isBlurring, isChanged, type Act, type Drawing } from '../src/photos/marks';
import { turnedSize } from '../src/photos/paint';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const ACTS: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { act: 'add', tool: 'arrow' },
    { act: 'add', tool: 'box' },
    { act: 'add', tool: 'blur' },
    { act: 'turn', quarters: 1 },
    { act: 'turn', quarters: -1 },
    { act: 'remove' },
    { act: 'choose' },
    { act: 'point' },
    { act: 'grow', by: 1.2 },
    { act: 'grow', by: 1 / 1.2 },
  ),
  fc.record({ act: fc.constant('move' as const), dx: share, dy: share }),
  fc.record({ act: fc.constant('place' as const), x: share, y: share, begins: fc.boolean() }),
);

function after(acts: readonly Act[], from: Drawing = BLANK): Drawing {
  return acts.reduce(acted, from);
}

test('undoing every step comes back to the picture as it was', () => {
  fc.assert(
    fc.property(fc.array(ACTS, { maxLength: 30 }), (acts) => {
      const drawn = after(acts);

      const back = after(
        drawn.past.map(() => ({ act: 'undo' }) as const),
        drawn,
      );

      expect(back.now).toEqual(BLANK.now);
      expect(isChanged(back)).toBe(false);
    }),
  );
});

test('four quarter turns leave every mark where it was', () => {
  fc.assert(
    fc.property(
      fc.array(ACTS, { maxLength: 12 }),
      fc.constantFrom(1 as const, -1 as const),
      (acts, quarters) => {
        const drawn = after(acts);

        const round = after(
          [1, 2, 3, 4].map(() => ({ act: 'turn', quarters }) as const),
          drawn,
        );

        expect(round.now.turns).toBe(drawn.now.turns);
        round.now.marks.forEach((mark, at) => {
          const before = drawn.now.marks[at];
          expect(mark.x).toBeCloseTo(before?.x ?? NaN, 9);
          expect(mark.y).toBeCloseTo(before?.y ?? NaN, 9);
          expect({ ...mark, x: 0, y: 0 }).toEqual({ ...before, x: 0, y: 0 });
        });
      },
    ),
  );
});

test('whatever is done, marks stay on the picture, and one of them is chosen while there is one', () => {
  fc.assert(
    fc.property(fc.array(ACTS, { maxLength: 40 }), (acts) => {
      const { now, chosen } = after(acts);

      for (const { x, y, w, h } of now.marks) {
        expect([Math.min(x, y) >= 0, Math.max(x, y) <= 1]).toEqual([true, true]);
        expect([Math.min(w, h) > 0, Math.max(w, h) <= 1.0001]).toEqual([true, true]);
      }
      if (now.marks.length > 0) expect(now.marks[chosen ?? -1]).toBeDefined();
      else expect(chosen).toBeNull();
    }),
  );
});

test('a drag is one step back, however far the finger went', () => {
  const drawn = after([
    { act: 'add', tool: 'blur' },
    { act: 'place', x: 0.1, y: 0.1, begins: true },
    { act: 'place', x: 0.2, y: 0.2, begins: false },
    { act: 'place', x: 0.9, y: 0.8, begins: false },
  ]);

  expect(drawn.now.marks[0]).toMatchObject({ x: 0.9, y: 0.8 });
  expect(acted(drawn, { act: 'undo' }).now.marks[0]).toMatchObject({ x: 0.5, y: 0.5 });
});

test('a mark in the upper left corner is in the upper right one after a turn to the right', () => {
  const drawn = after([
    { act: 'add', tool: 'box' },
    { act: 'place', x: 0.1, y: 0.2, begins: true },
    { act: 'turn', quarters: 1 },
  ]);

  expect(drawn.now.marks[0]).toMatchObject({ x: 0.8, y: 0.1, w: 0.24, h: 0.36 });
});

test('only a blurred spot burns the picture from before', () => {
  const arrow = after([{ act: 'add', tool: 'arrow' }]);

  expect(isBlurring(arrow)).toBe(false);
  expect(isBlurring(acted(arrow, { act: 'add', tool: 'blur' }))).toBe(true);
});

test.each([
  [0, 40, 30],
  [1, 30, 40],
  [2, 40, 30],
  [3, 30, 40],
])('after %i quarter turns 40 × 30 is %i × %i', (turns, width, height) => {
  expect(turnedSize({ width: 40, height: 30 }, turns)).toEqual({ width, height });
});
