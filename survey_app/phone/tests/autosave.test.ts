import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ANEW,
  AT_MOST,
  Draft,
  flushAll,
  inLine,
  REST,
  typing,
  underway,
} from '../src/store/autosave';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await flushAll();
  vi.useRealTimers();
});

function saver(): {
  readonly saved: string[];
  readonly save: (text: string) => () => Promise<void>;
} {
  const saved: string[] = [];
  return {
    saved,
    save: (text) => () => {
      saved.push(text);
      return Promise.resolve();
    },
  };
}

describe('typing is saved', () => {
  test('after a rest, once, with the last of what was typed', async () => {
    const { saved, save } = saver();
    const draft = new Draft();
    draft.later(save('a'));
    draft.later(save('ab'));

    await vi.advanceTimersByTimeAsync(REST - 1);
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved).toEqual(['ab']);
  });

  test('at most a second after the first stroke, also when nobody rests', async () => {
    const { saved, save } = saver();
    const draft = new Draft();
    for (let at = 0; at < AT_MOST; at += REST - 100) {
      draft.later(save(`after ${at}`));
      await vi.advanceTimersByTimeAsync(REST - 100);
    }

    expect(saved).toHaveLength(1);
  });

  test('at once when the page is left', async () => {
    const { saved, save } = saver();
    new Draft().later(save('one'));
    new Draft().later(save('two'));

    await flushAll();

    expect(saved).toEqual(['one', 'two']);
    expect(typing.value).toBe(0);
  });

  test('not what a field can no longer take', async () => {
    const { saved, save } = saver();
    const draft = new Draft();
    draft.later(save('12'));
    draft.drop();

    await vi.advanceTimersByTimeAsync(AT_MOST);

    expect(saved).toEqual([]);
    expect(typing.value).toBe(0);
  });

  test('the screen says "typing" until the store has it', async () => {
    let stored: () => void = () => undefined;
    const draft = new Draft();
    draft.later(() => new Promise<void>((resolve) => (stored = resolve)));
    await vi.advanceTimersByTimeAsync(REST);
    expect(typing.value).toBe(1);

    stored();
    await vi.advanceTimersByTimeAsync(0);

    expect(typing.value).toBe(0);
  });
});

describe('what the store refuses', () => {
  test('stays in the field, and is tried again until there is room', async () => {
    let hasRoom = false;
    const save = vi.fn(() => Promise.resolve(hasRoom));
    const draft = new Draft();
    draft.later(save);

    expect(await draft.flush()).toBe(false);
    expect(typing.value).toBe(1);

    hasRoom = true;
    await vi.advanceTimersByTimeAsync(ANEW);
    expect(save).toHaveBeenCalledTimes(2);
    expect(typing.value).toBe(0);
  });

  test('a broken store does not leave the screen saying "typing" once the field is gone', async () => {
    const draft = new Draft();
    draft.later(() => Promise.reject(new Error('the disk is broken')));

    await draft.end();

    expect(typing.value).toBe(0);
  });
});

describe('changes in line', () => {
  test('the second begins when the first has ended, also when that failed', async () => {
    const told: string[] = [];
    const first = inLine(async () => {
      await Promise.resolve();
      told.push('first');
      throw new Error('full');
    });
    const second = inLine(() => {
      told.push('second');
      return Promise.resolve();
    });

    await expect(first).rejects.toThrow('full');
    await second;

    expect(told).toEqual(['first', 'second']);
  });
});

test('a change counts from the tap until the store has it or refused it', async () => {
  let store: (kept: boolean) => void = () => undefined;
  const write = (): Promise<void> =>
    new Promise((resolve, reject) => {
      store = (kept) => (kept ? resolve() : reject(new Error('the disk is broken')));
    });
  const first = inLine(write);
  const second = inLine(write).catch(() => 'refused');
  expect(underway.value).toBe(2);

  await Promise.resolve();
  store(true);
  await first;
  expect(underway.value).toBe(1);

  await Promise.resolve();
  store(false);
  expect(await second).toBe('refused');
  expect(underway.value).toBe(0);
});
