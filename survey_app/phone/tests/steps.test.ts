import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { About } from '../src/entries/entry';
import { during, forgetStep, forgetSteps, noteChange, steps, takingBack } from '../src/store/steps';

const about = (item: string): About => ({ kind: 'answer', item, slot: null, layer: 'team' });

function note(item: string, before: number | null, entry: string): void {
  noteChange({ about: about(item), before, over: null, entry });
}

function noted(item: string, before: number | null, entry: string): Promise<void> {
  note(item, before, entry);
  return Promise.resolve();
}

beforeEach(forgetSteps);

describe('what was done can be taken back', () => {
  test('each tap is an act of its own', () => {
    note('A1', null, 'e1');
    note('A1', 3, 'e2');

    expect(steps.value.map((step) => step.changes)).toEqual([
      [{ about: about('A1'), before: null, over: null, entry: 'e1' }],
      [{ about: about('A1'), before: 3, over: null, entry: 'e2' }],
    ]);
  });

  test('the strokes of one field lead back to before the first of them', async () => {
    const act = Symbol('typing');
    for (const [before, entry] of [
      [null, 'e1'],
      [1, 'e2'],
      [12, 'e3'],
    ] as const) {
      await during(act, () => noted('B1', before, entry));
    }

    expect(steps.value).toHaveLength(1);
    expect(steps.value[0]?.changes).toEqual([
      { about: about('B1'), before: null, over: null, entry: 'e3' },
    ]);
  });

  test('a section as a whole is one act with a change for each of its items', async () => {
    await during(Symbol('whole'), () => {
      note('A1', null, 'e1');
      note('A2', null, 'e2');
      return Promise.resolve();
    });

    expect(steps.value.map((step) => step.changes.length)).toEqual([2]);
  });

  test('taking back is no act', async () => {
    note('A1', null, 'e1');
    await takingBack(() => noted('A1', 3, 'e2'));

    expect(steps.value).toHaveLength(1);
  });

  test('a fault in an act does not leave it running', async () => {
    await during(Symbol('broken'), () => Promise.reject(new Error('x'))).catch(() => undefined);
    note('A1', null, 'e1');
    note('A2', null, 'e2');

    expect(steps.value).toHaveLength(2);
  });

  test('the newest acts are kept, and what is taken back is gone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (count) => {
        forgetSteps();
        for (let n = 0; n < count; n += 1) note(`A${n}`, null, `e${n}`);
        const [last] = steps.value.slice(-1);
        expect(last?.changes[0]?.entry).toBe(`e${count - 1}`);
        expect(steps.value.length).toBe(Math.min(count, 50));
        if (last) forgetStep(last);
        expect(steps.value.length).toBe(Math.min(count, 50) - 1);
      }),
      { numRuns: 30 },
    );
  });
});
