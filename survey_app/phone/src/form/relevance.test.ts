import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { answerable, type Checklist, type Item } from './definition';
import { constraintBroken, relevantCodes } from './relevance';

interface Case {
  readonly name: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly asked: readonly string[];
  readonly broken: readonly string[];
  readonly today?: string;
}

interface Vectors {
  readonly checklist: Checklist;
  readonly cases: readonly Case[];
}

const FILE = new URL('../../../../tests/contract/relevance/vectors.json', import.meta.url);
const { checklist, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
const TODAY = '2020-11-20';

describe.each(cases.map((each) => [each.name, each] as const))('%s', (_, given) => {
  const today = given.today ?? TODAY;

  it('asks the items of the vector', () => {
    expect([...relevantCodes(checklist, given.answers, today)].sort()).toEqual(given.asked);
  });

  it('finds the constraints of the vector broken', () => {
    const broken = answerable(checklist)
      .filter((item) => constraintBroken(checklist, item, given.answers, today))
      .map((item) => item.code);

    expect(broken.sort()).toEqual(given.broken);
  });
});

test('sixty items, each hanging on others, are settled within a millisecond', () => {
  const items = Array.from({ length: 60 }, (_, n): Item => {
    const relevant = n === 0 ? '' : `\${Q${Math.floor(n / 2)}} = 'yes' and not(. = 'x')`;
    return { code: `Q${n}`, kind: 'yes_no', label: 'x', points: 1, items: [], relevant };
  });
  const large: Checklist = {
    ...checklist,
    general: [],
    sections: [{ code: 'A', title: 'A', points: 60, kind: 'base', items }],
  };
  const answers = Object.fromEntries(items.map(({ code }) => [code, { value: 'yes' }]));
  for (let n = 0; n < 200; n += 1) relevantCodes(large, answers, TODAY);

  const times = Array.from({ length: 51 }, () => {
    const start = performance.now();
    relevantCodes(large, answers, TODAY);
    return performance.now() - start;
  });

  const median = times.sort((a, b) => a - b)[25] ?? Infinity;
  expect(relevantCodes(large, answers, TODAY).size).toBe(60);
  expect(median).toBeLessThan(1);
});
