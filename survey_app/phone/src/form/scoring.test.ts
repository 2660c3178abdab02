import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import type { Checklist } from './definition';
import { explain } from './scoring';
import type { Explanation, Options } from './scoring';

interface Input extends Options {
  readonly answers: Readonly<Record<string, unknown>>;
}
interface Vector {
  readonly name: string;
  readonly checklist: string;
  readonly input: Input;
  readonly expect: Readonly<Record<string, unknown>>;
}
interface File {
  readonly checklists: Readonly<Record<string, Checklist>>;
  readonly vectors: readonly Vector[];
}

const FOLDER = new URL('../../../../tests/contract/scoring/', import.meta.url);
const GENERATED = 'generated.json';

function read(name: string): File {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf-8')) as File;
}

function scoreOf(file: File, vector: Vector, contentHash = ''): Explanation {
  const checklist = file.checklists[vector.checklist];
  if (!checklist) throw new Error(`no checklist ${vector.checklist}`);
  return explain(checklist, vector.input.answers, { ...vector.input, contentHash });
}

/** The part of the score that a vector speaks of; lists are named by code. */
function partOf(score: unknown, expected: unknown): unknown {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return score;
  const held = Array.isArray(score) ? byCode(score as { code: string }[]) : score;
  const values = held as Readonly<Record<string, unknown>>;
  const pairs = Object.entries(expected).map(([key, each]) => [key, partOf(values[key], each)]);
  return Object.fromEntries(pairs) as unknown;
}

function byCode(list: readonly { readonly code: string }[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(list.map((each) => [each.code, each]));
}

for (const name of readdirSync(FOLDER)) {
  if (!name.endsWith('.json') || name === GENERATED) continue;
  const file = read(name);
  describe(`worked out by hand, ${name}`, () => {
    test.each(file.vectors)('$name', (vector) => {
      expect(partOf(scoreOf(file, vector), vector.expect)).toEqual(vector.expect);
    });
  });
}

describe('the twin of the server', () => {
  const file = read(GENERATED);

  test.each(file.vectors)('says the very same: $name', (vector) => {
    const wanted = vector.expect as unknown as Explanation;
    const score = scoreOf(file, vector, wanted.checklist.content_hash);
    const sections = score.sections.map((each) => ({
      ...each,
      items: each.items.map((item) => item.code),
    }));
    expect({ ...score, sections }).toEqual(wanted);
  });

  test('scores sixty items well within a tap', () => {
    const items = Array.from({ length: 60 }, (_, n) => ({
      code: `A${n}`,
      kind: 'scale' as const,
      label: `Tiêu chí ${n}`,
      points: 1.5,
      items: [],
    }));
    const checklist: Checklist = {
      code: 'SIXTY',
      version: '1',
      title: 'Sáu mươi tiêu chí',
      sections: [{ code: 'A', title: 'Mục A', points: 90, kind: 'base', items }],
    };
    const answers = Object.fromEntries(items.map(({ code }, n) => [code, { value: n % 5 }]));
    // The fastest of many rounds: what the engine takes, not what the machine does beside it.
    const rounds = Array.from({ length: 50 }, () => {
      const start = performance.now();
      explain(checklist, answers);
      return performance.now() - start;
    });

    expect(Math.min(...rounds)).toBeLessThan(5);
  });
});
