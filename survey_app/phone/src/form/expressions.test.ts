import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ExpressionError, evaluate, parse, references, truthy, type Answer } from './expressions';
import { toText, type Value } from './expression-values';

interface Vector {
  readonly name: string;
  readonly expression: string;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly current?: Answer;
  readonly today?: string;
  readonly expected: { readonly type: string; readonly value: unknown };
}

interface Refused {
  readonly name: string;
  readonly expression: string;
}

const FOLDER = new URL('../../../../tests/contract/expressions/', import.meta.url);
const TODAY = '2020-11-20';
const SPECIAL = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

function resultOf(vector: Vector): Value {
  const context = {
    answers: new Map(Object.entries(vector.answers ?? {})),
    today: vector.today ?? TODAY,
    current: vector.current,
  };
  return evaluate(parse(vector.expression), context);
}

/** A value as the vectors write it. */
function described(value: Value): unknown {
  if (typeof value === 'object') {
    if (!('days' in value)) return { type: 'nodes', value };
    return { type: 'date', value: Number.isNaN(value.days) ? 'NaN' : toText(value) };
  }
  return { type: typeof value, value };
}

/** The expected value, with the numbers that JSON does not have. */
function expectedOf({ expected }: Vector): unknown {
  if (expected.type !== 'number' || typeof expected.value === 'number') return expected;
  return { ...expected, value: SPECIAL.get(String(expected.value)) };
}

const WRITTEN = [
  'operators',
  'references',
  'blanks_and_texts',
  'choices',
  'logic',
  'numbers',
  'days',
  'patterns',
  'differences',
];

describe.each(WRITTEN)('the vectors of %s', (name) => {
  const vectors = load(name) as readonly Vector[];

  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(described(resultOf(vector))).toEqual(expectedOf(vector));
  });
});

test('generated expressions give what the server gives', () => {
  const vectors = load('generated') as readonly Vector[];

  const wrong = vectors.filter(
    (vector) =>
      !Object.is(
        JSON.stringify(flat(described(resultOf(vector)))),
        JSON.stringify(flat(expectedOf(vector))),
      ),
  );

  expect(vectors.length).toBeGreaterThanOrEqual(1_000);
  expect(wrong).toEqual([]);
});

/** JSON drops NaN and the sign of zero; this keeps them. */
function flat(given: unknown): unknown {
  const { type, value } = given as Vector['expected'];
  return typeof value === 'number' && Object.is(value, -0) ? [type, '-0'] : [type, written(value)];
}

function written(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

describe('what is not of the language', () => {
  const refused = load('refused') as readonly Refused[];

  it.each(refused.map(({ name, expression }) => [name, expression] as const))(
    'refuses %s',
    (_, expression) => {
      expect(() => parse(expression)).toThrow(ExpressionError);
    },
  );
});

test('any text is an expression or an ExpressionError', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '-',
    '1',
    '.',
    "'",
    '${A1}',
    'sum(',
    ',',
    ' and ',
    '[',
    '\\',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((each) => each.join('')),
  );

  fc.assert(
    fc.property(text, (given) => {
      try {
        evaluate(parse(given), { answers: new Map(), today: TODAY });
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
      }
    }),
    { seed: 54, numRuns: 2_000 },
  );
});

test('an expression names what it refers to, without itself', () => {
  const expression = parse("${A1} = 'yes' and sum(${rows}) > ${A1} + .");

  expect([...references(expression)]).toEqual(['A1', 'rows']);
});

test('a condition holds or does not', () => {
  const context = { answers: new Map([['A1', 'yes']]), today: TODAY };

  expect(truthy(parse("${A1} = 'yes'"), context)).toBe(true);
  expect(truthy(parse("${A1} = 'no'"), context)).toBe(false);
});

test('an error names the place', () => {
  expect(() => parse('1 + + 2')).toThrow(expect.objectContaining({ position: 4 }));
});
