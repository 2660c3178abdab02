/** Sets of UTF-16 units as ranges, and the named ones of the patterns of `regex`. */

export type Ranges = readonly (readonly [number, number])[];

const DIGIT: Ranges = [[48, 57]];
export const WORD: Ranges = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
export const LINE_END: Ranges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
/** What may follow a backslash, inside and outside of `[ ]`. */
export const ESCAPES: ReadonlyMap<string, Ranges> = new Map([
  ['d', DIGIT],
  ['D', allBut(DIGIT)],
  ['w', WORD],
  ['W', allBut(WORD)],
  ['s', SPACE],
  ['S', allBut(SPACE)],
  ...'\\ ^ $ . | ? * + ( ) [ ] { } / -'.split(' ').map((sign) => [sign, single(sign)] as const),
  ['n', single('\n')],
  ['r', single('\r')],
  ['t', single('\t')],
]);

/** All units but these. */
export function allBut(ranges: Ranges): Ranges {
  const out: [number, number][] = [];
  let start = 0;
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (low > start) out.push([start, low - 1]);
    start = Math.max(start, high + 1);
  }
  return start <= 0xffff ? [...out, [start, 0xffff]] : out;
}

/** One unit. */
export function single(sign: string): Ranges {
  const unit = sign.charCodeAt(0);
  return [[unit, unit]];
}
