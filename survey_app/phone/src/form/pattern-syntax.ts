/** Reading a pattern of `regex`: the twin of `pattern_syntax.py`. RangeError on all outside it. */

import { allBut, ESCAPES, LINE_END, single, type Ranges } from './pattern-ranges';

export type Edge = '^' | '$' | 'b' | 'B';

export type Node =
  | { readonly kind: 'units'; readonly ranges: Ranges }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | Repeat;

export interface Repeat {
  readonly kind: 'repeat';
  readonly part: Node;
  readonly least: number;
  readonly most: number;
}

type Bounds = readonly [least: number, most: number];

const MAX_LENGTH = 200;
const MAX_GROUPS = 16;
const MAX_COUNT = 100;
const COUNTS = /^(\d{1,3})(?:(,)(\d{0,3}))?\}/;

/** The tree of a pattern; a RangeError where it leaves the documented subset. */
export function readPattern(text: string): Node {
  return new Reader(text).read();
}

class Reader {
  private readonly text: string;
  private at = 0;
  private groups = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): Node {
    if (this.text.length > MAX_LENGTH) refuse();
    const node = this.choice();
    if (this.at < this.text.length) refuse();
    return node;
  }

  private choice(): Node {
    const parts = [this.sequence()];
    while (this.skip('|')) parts.push(this.sequence());
    return { kind: 'choice', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (!['', '|', ')'].includes(this.peek())) parts.push(this.repeated(this.atom()));
    return { kind: 'sequence', parts };
  }

  private repeated(part: Node): Node {
    const bounds = this.bounds();
    if (!bounds) return part;
    this.skip('?'); // a lazy repetition matches where a greedy one does
    const [least, most] = bounds;
    if (part.kind === 'edge' || /^[*+?{]/.test(this.peek())) refuse();
    if (most > 1 && isEndless(part)) refuse();
    return { kind: 'repeat', part, least, most };
  }

  private bounds(): Bounds | null {
    if (this.skip('*')) return [0, Infinity];
    if (this.skip('+')) return [1, Infinity];
    if (this.skip('?')) return [0, 1];
    if (!this.skip('{')) return null;
    const match = COUNTS.exec(this.text.slice(this.at)) ?? refuse();
    this.at += match[0].length;
    return countsOf(match);
  }

  private atom(): Node {
    const sign = this.next();
    if (sign === '(') return this.group();
    if (sign === '[') return units(this.class());
    if (sign === '\\') return this.escaped();
    if (sign === '.') return units(allBut(LINE_END));
    if (sign === '^' || sign === '$') return { kind: 'edge', edge: sign };
    return '*+?{}]'.includes(sign) ? refuse() : units(single(sign));
  }

  private group(): Node {
    if (this.skip('?') && !this.skip(':')) refuse();
    this.groups += 1;
    if (this.groups > MAX_GROUPS) refuse();
    const node = this.choice();
    return this.skip(')') ? node : refuse();
  }

  private escaped(): Node {
    const sign = this.next();
    if (sign === 'b' || sign === 'B') return { kind: 'edge', edge: sign };
    return units(ESCAPES.get(sign) ?? refuse());
  }

  private class(): Ranges {
    const negated = this.skip('^');
    const ranges: (readonly [number, number])[] = [];
    while (!this.skip(']')) ranges.push(...this.classMember());
    if (ranges.length === 0) refuse();
    return negated ? allBut(ranges) : ranges;
  }

  private classMember(): Ranges {
    const low = this.classAtom();
    if (!/^-[^\]]/.test(this.text.slice(this.at, this.at + 2))) return low;
    this.at += 1;
    const [first, last] = [onlyUnit(low), onlyUnit(this.classAtom())];
    return first <= last ? [[first, last]] : refuse();
  }

  private classAtom(): Ranges {
    const sign = this.next();
    if (sign === '\\') return ESCAPES.get(this.next()) ?? refuse();
    return sign === '[' ? refuse() : single(sign);
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private next(): string {
    const sign = this.peek();
    this.at += 1;
    return sign || refuse();
  }

  private skip(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at += 1;
    return true;
  }
}

function countsOf([, first, comma, second]: readonly (string | undefined)[]): Bounds {
  const least = Number(first);
  const most = comma === undefined ? least : Number(second === '' ? Infinity : second);
  const largest = most === Infinity ? least : most;
  return largest <= MAX_COUNT && least <= most ? [least, most] : refuse();
}

function isEndless(node: Node): boolean {
  if (node.kind === 'units' || node.kind === 'edge') return false;
  if (node.kind === 'repeat') return node.most === Infinity || isEndless(node.part);
  return node.parts.some(isEndless);
}

function units(ranges: Ranges): Node {
  return { kind: 'units', ranges };
}

function onlyUnit(ranges: Ranges): number {
  const [first] = ranges;
  return ranges.length === 1 && first && first[0] === first[1] ? first[0] : refuse();
}

/** The one way out of a pattern that is not in the subset. */
export function refuse(): never {
  throw new RangeError('not in the documented subset');
}
