/**
 * The patterns of `regex`: the twin of `patterns.py` and `pattern_syntax.py`.
 *
 * A small language that every engine reads alike, followed side by side over all its states, so
 * that no pattern can make the phone stand still. Works on UTF-16 units, as strings here do.
 */

import { WORD, type Ranges } from './pattern-ranges';
import { readPattern, refuse, type Edge, type Node, type Repeat } from './pattern-syntax';

/** Take a unit, fork to other states, go on only at an edge; without any of them: matched. */
interface State {
  readonly take?: Ranges;
  readonly edge?: Edge;
  to?: readonly number[];
}

export type Pattern = readonly State[];

const MAX_STATES = 400;

/** Check and compile a pattern; null where it leaves the documented subset. */
export function compilePattern(text: string): Pattern | null {
  try {
    const states: State[] = [];
    compile(readPattern(text), states);
    return [...states, {}];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether the pattern matches anywhere in the text. */
export function found(pattern: Pattern, text: string): boolean {
  let active = new Set<number>();
  for (let at = 0; at <= text.length; at += 1) {
    const waiting = reached(pattern, active.add(0), text, at);
    if (!waiting) return true;
    const unit = text.charCodeAt(at);
    active = new Set(waiting.filter((n) => takes(pattern[n], unit)).map((n) => n + 1));
  }
  return false;
}

/** The states that wait for a unit here; null where the pattern has matched. */
function reached(
  pattern: Pattern,
  seen: Set<number>,
  text: string,
  at: number,
): readonly number[] | null {
  const waiting: number[] = [];
  // A set visits what is added to it while it is walked, and each member once.
  for (const n of seen) {
    const { take, edge, to } = pattern[n] ?? {};
    if (take) waiting.push(n);
    else if (!to) return null;
    else if (!edge || holds(edge, text, at)) to.forEach((next) => seen.add(next));
  }
  return waiting;
}

function takes(state: State | undefined, unit: number): boolean {
  return state?.take?.some(([low, high]) => low <= unit && unit <= high) ?? false;
}

function holds(edge: Edge, text: string, at: number): boolean {
  if (edge === '^') return at === 0;
  if (edge === '$') return at === text.length;
  const before = takes({ take: WORD }, text.charCodeAt(at - 1));
  const after = takes({ take: WORD }, text.charCodeAt(at));
  return (before !== after) === (edge === 'b');
}

function compile(node: Node, states: State[]): void {
  if (states.length >= MAX_STATES) refuse();
  if (node.kind === 'units') states.push({ take: node.ranges });
  else if (node.kind === 'edge') states.push({ edge: node.edge, to: [states.length + 1] });
  else if (node.kind === 'repeat') repeat(node, states);
  else if (node.kind === 'choice') choose(node.parts, states);
  else {
    node.parts.forEach((part) => {
      compile(part, states);
    });
  }
}

/** Fork to the first choice … jump to the second … jump to the end, where all meet. */
function choose(parts: readonly Node[], states: State[]): void {
  const fork: State = {};
  states.push(fork);
  const ways = parts.map((part) => {
    const start = states.length;
    compile(part, states);
    const jump: State = {};
    states.push(jump);
    return { start, jump };
  });
  fork.to = ways.map(({ start }) => start);
  ways.forEach(({ jump }) => (jump.to = [states.length]));
}

/** The part as often as it must be, then as often as it may be. */
function repeat({ part, least, most }: Repeat, states: State[]): void {
  for (let n = 0; n < least; n += 1) {
    const before = states.length;
    compile(part, states);
    if (states.length === before) return; // an empty group: repeating it is work for nothing
  }
  for (let n = least; n < most; n += 1) {
    const start = states.length;
    const fork: State = {};
    states.push(fork);
    compile(part, states);
    if (most === Infinity) states.push({ to: [start] });
    fork.to = [start + 1, states.length];
    if (most === Infinity) return;
  }
}
