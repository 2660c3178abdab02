/**
 * A text -> the steps of an expression in postfix order: the twin of `parser.py`.
 *
 * The office's workbook was checked, with sentences for its author, when it was taken in; here a
 * text outside the language is refused in one sentence only.
 */

import { compilePattern, type Pattern } from './patterns';

/** Push a constant, push the answers of a code (null: the answer itself), or call. */
export type Step =
  | { readonly kind: 'constant'; readonly value: string | number }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'lookup'; readonly code: string | null }
  | { readonly kind: 'call'; readonly name: string; readonly count: number };

export interface Expression {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly codes: ReadonlySet<string>;
}

/** An expression that is not in the documented language; `position` counts from 0. */
export class ExpressionError extends Error {
  readonly position: number;

  constructor(position: number) {
    super(`Not an expression, at ${position}.`);
    this.position = position;
  }
}

const MAX_LENGTH = 4_000;
const MAX_DEPTH = 64;
const ANY = 1_000;

const BINDS: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['=', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['div', 6],
  ['mod', 6],
]);
const UNARY = 7;
const REFERENCE_ONLY: ReadonlySet<string> = new Set(['sum', 'count']);

/** The functions by the fewest and the most arguments that they take. */
const FUNCTIONS: readonly (readonly [number, number, string])[] = [
  [0, 0, 'false today true'],
  [1, 1, 'abs boolean ceiling count count-selected date floor int not number'],
  [1, 1, 'string string-length sum'],
  [1, 2, 'round'],
  [1, ANY, 'concat max min'],
  [2, 2, 'coalesce contains ends-with regex selected starts-with'],
  [2, 3, 'substr'],
  [3, 3, 'if'],
];
const ARITY: ReadonlyMap<string, readonly [number, number]> = new Map(
  FUNCTIONS.flatMap(([least, most, names]) =>
    names.split(' ').map((name) => [name, [least, most]] as const),
  ),
);

// A bare date is a token of its own, so that 2020-11-01 is refused and never means 2008.
const TOKEN =
  /[ \t\r\n]*(?:(\d{4}-\d\d-\d\d)|(\d+\.?\d*|\.\d+)|("[^"]*"|'[^']*')|\$\{([A-Za-z]\w{0,31})\}|([A-Za-z_][\w.-]*)|([!<>]=|[=<>+\-*(),.])|$)/y;

interface Token {
  readonly sort: 'number' | 'string' | 'reference' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly position: number;
}

const SORTS = ['number', 'string', 'reference', 'name', 'sign'] as const;

/** The tokens, with one of the sort `end` at the end. */
function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex + text.slice(TOKEN.lastIndex).search(/[^ \t\r\n]|$/);
    const match = TOKEN.exec(text);
    const token = match && tokenOf(match, start);
    if (!token) throw new ExpressionError(start);
    found.push(token);
    if (token.sort === 'end') return found;
  }
}

function tokenOf(match: RegExpExecArray, position: number): Token | null {
  const [, date, ...groups] = match as readonly (string | undefined)[];
  if (date !== undefined) return null;
  const n = groups.findIndex((group) => group !== undefined);
  const sort = SORTS[n] ?? 'end';
  const text = groups[n] ?? '';
  return sort === 'string' && text.includes('${') ? null : { sort, text, position };
}

const cache = new Map<string, Expression>();

/** Read an expression; ExpressionError where it leaves the documented language. */
export function parse(text: string): Expression {
  const known = cache.get(text);
  if (known) return known;
  if (text.length > MAX_LENGTH) throw new ExpressionError(MAX_LENGTH);
  const steps = new Parser(tokens(text)).parsed();
  const codes = steps.flatMap((step) =>
    step.kind === 'lookup' && step.code !== null ? [step.code] : [],
  );
  const expression = { text, steps, codes: new Set(codes) };
  cache.set(text, expression);
  return expression;
}

class Parser {
  private readonly tokens: readonly Token[];
  private readonly steps: Step[] = [];
  private at = 0;
  private depth = 0;

  constructor(given: readonly Token[]) {
    this.tokens = given;
  }

  parsed(): readonly Step[] {
    this.expression(0);
    if (this.peek().sort !== 'end') this.fail();
    return this.steps;
  }

  /** Operands joined by operators that bind more strongly than this. */
  private expression(strength: number): void {
    this.operand();
    for (;;) {
      const { sort, text } = this.peek();
      const binds = sort === 'sign' || sort === 'name' ? (BINDS.get(text) ?? 0) : 0;
      if (binds <= strength) return;
      this.at += 1;
      this.expression(binds);
      this.call(text, 2);
    }
  }

  private operand(): void {
    const token = this.next();
    if (token.sort === 'number') this.constant(Number(token.text));
    else if (token.sort === 'string') this.constant(token.text.slice(1, -1));
    else if (token.sort === 'reference') this.lookup(token.text);
    else if (token.sort === 'name') this.function(token.text);
    else if (token.text === '.') this.lookup(null);
    else if (token.text === '-') this.negated();
    else if (token.text === '(') {
      this.inParentheses(() => {
        this.expression(0);
      });
    } else this.fail(token);
  }

  private negated(): void {
    if (this.peek().text === '-') this.fail();
    this.expression(UNARY);
    this.call('negate', 1);
  }

  private function(name: string): void {
    const arity = ARITY.get(name);
    if (!arity || this.next().text !== '(') this.fail();
    const starts: number[] = [];
    this.inParentheses(() => {
      if (this.peek().text === ')') return;
      do starts.push(this.argument());
      while (this.skip(','));
    });
    const [least, most] = arity;
    if (starts.length < least || starts.length > most) this.fail();
    this.check(name, starts);
    this.call(name, starts.length);
  }

  /** Read one argument; the place where its steps begin. */
  private argument(): number {
    const start = this.steps.length;
    this.expression(0);
    return start;
  }

  private inParentheses(read: () => void): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail();
    read();
    if (!this.skip(')')) this.fail();
    this.depth -= 1;
  }

  private check(name: string, starts: readonly number[]): void {
    const last = this.steps.slice(starts[starts.length - 1]);
    if (name === 'regex') this.pattern(last);
    else if (REFERENCE_ONLY.has(name) && !isReference(last)) this.fail();
    else if (name === 'round' && starts.length > 1 && !isDecimals(last)) this.fail();
  }

  private pattern([step, ...more]: readonly Step[]): void {
    const text = step?.kind === 'constant' && more.length === 0 ? step.value : null;
    const pattern = typeof text === 'string' ? compilePattern(text) : null;
    if (!pattern) this.fail();
    this.steps[this.steps.length - 1] = { kind: 'pattern', pattern };
  }

  private constant(value: string | number): void {
    this.steps.push({ kind: 'constant', value });
  }

  private lookup(code: string | null): void {
    this.steps.push({ kind: 'lookup', code });
  }

  private call(name: string, count: number): void {
    this.steps.push({ kind: 'call', name, count });
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { sort: 'end', text: '', position: 0 };
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private skip(sign: string): boolean {
    const { sort, text } = this.peek();
    if (sort !== 'sign' || text !== sign) return false;
    this.at += 1;
    return true;
  }

  private fail(token: Token = this.peek()): never {
    throw new ExpressionError(token.position);
  }
}

function isReference([step, ...more]: readonly Step[]): boolean {
  return step?.kind === 'lookup' && more.length === 0;
}

/** A whole number, written out, from -3 to 15. */
function isDecimals([step, negate, ...more]: readonly Step[]): boolean {
  if (step?.kind !== 'constant' || !Number.isInteger(step.value) || more.length > 0) return false;
  if (negate === undefined) return Number(step.value) <= 15;
  return negate.kind === 'call' && negate.name === 'negate' && Number(step.value) <= 3;
}
