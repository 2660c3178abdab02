/**
 * Conditions of a checklist, as `docs/expressions.md` describes them: the twin of
 * `forms/expressions`. Both give the same value for every vector in `tests/contract/expressions`.
 */

import { FUNCTIONS } from './expression-functions';
import { isNodes, toBoolean, toText, type Value } from './expression-values';
import { found, type Pattern } from './patterns';
import type { Expression, Step } from './expression-parser';

export { ExpressionError, parse, type Expression } from './expression-parser';
export type { Day, Value } from './expression-values';

/** A list is the rows of a column. */
export type Answer = Value | readonly Value[] | null | undefined;

export interface Context {
  /** By code; a code that is missing is blank. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** The calendar day of `today()`, as 2020-11-20. */
  readonly today: string;
  /** The answer that `.` stands for. */
  readonly current?: Answer;
}

type Slot = Value | { readonly pattern: Pattern };

/** The value of an expression; it never fails on one that was parsed. */
export function evaluate(expression: Expression, context: Context): Value {
  const stack: Slot[] = [];
  for (const step of expression.steps) {
    if (step.kind === 'call') {
      const given = stack.splice(stack.length - step.count);
      stack.push(called(step.name, given, context));
    } else stack.push(pushed(step, context));
  }
  const [result = ''] = stack;
  return isPattern(result) ? '' : result;
}

/** Whether the condition holds. */
export function truthy(expression: Expression, context: Context): boolean {
  return toBoolean(evaluate(expression, context));
}

/** The codes of the items and columns that the expression looks at, without `.`. */
export function references(expression: Expression): ReadonlySet<string> {
  return expression.codes;
}

function called(name: string, given: readonly Slot[], context: Context): Value {
  if (name === 'today') return { days: Date.parse(`${context.today}T00:00:00Z`) / 86_400_000 };
  const values = given.filter((each): each is Value => !isPattern(each));
  const pattern = given.find(isPattern);
  if (pattern) return found(pattern.pattern, toText(values[0] ?? ''));
  return FUNCTIONS.get(name)?.(values) ?? '';
}

function pushed(step: Exclude<Step, { kind: 'call' }>, context: Context): Slot {
  if (step.kind === 'constant') return step.value;
  if (step.kind === 'pattern') return step;
  return asNodes(step.code === null ? context.current : context.answers.get(step.code));
}

/** An answer as the nodes that a reference to it finds; a blank one is a node too. */
function asNodes(answer: Answer): readonly string[] {
  if (answer === null || answer === undefined) return [''];
  return isList(answer) ? answer.map(toText) : [toText(answer)];
}

function isList(answer: Value | readonly Value[]): answer is readonly Value[] {
  return Array.isArray(answer);
}

function isPattern(slot: Slot): slot is { readonly pattern: Pattern } {
  return typeof slot === 'object' && !isNodes(slot as Value) && 'pattern' in slot;
}
