/** Items into sections, sections into base, bonus, penalty and total. Twin of `sections.py`. */

import type { Item, Section } from '../definition';
import {
  exact,
  HUNDRED,
  larger,
  less,
  minus,
  over,
  plus,
  same,
  smaller,
  times,
  total,
  ZERO,
} from '../rational';
import type { Rational } from '../rational';
import { lacksEvidence, roleOf } from './case';
import type { Case, Row } from './case';
import type { Role, State } from './explanation';
import { leafOf, scoreLeaf } from './leaves';

/** One section, still exact. */
export interface Scored {
  readonly section: Section;
  readonly points: Rational | null;
  readonly score: Rational | null;
  readonly earned: Rational;
  readonly possible: Rational;
  readonly line: string;
  readonly rows: readonly Row[];
}

/** Whether an item is scored, or would be if only it were answered. */
export const canBeCounted = (row: Row): boolean =>
  row.state === 'scored' || (row.state === 'not_answered' && !row.flags.includes('no_target'));

// An item with sub-items stands as the first of these that any of them has.
const PARENT_STATES: readonly State[] = [
  'scored',
  'not_answered',
  'no_target',
  'not_applicable',
  'not_scored',
];

/** One section with every item of it. */
export function scoreSection(found: Case, section: Section): Scored {
  const rows = section.items.flatMap((item) => rowsOf(found, section, item, null));
  const counted = leafRows(rows).filter(
    (row) => row.state === 'scored' && row.role === section.kind,
  );
  const earned = earnedBy(counted);
  const possible = worthOf(counted);
  const points = pointsOf(section, rows);
  let score: Rational | null = null;
  if (counted.length > 0) {
    score = section.kind === 'base' ? over(times(points ?? ZERO, earned), possible) : earned;
  }
  const scored = { section, points, score, earned, possible, rows };
  return { ...scored, line: lineOf(found, scored) };
}

/** Base, bonus, penalty and total; base and total null while no base section is scored. */
export interface Sums {
  readonly total: Figure;
  readonly base: Figure;
  readonly bonus: Gain;
  readonly penalty: Gain;
}

export function addUp(found: Case, sections: readonly Scored[]): Sums {
  const base = baseOf(found, sections);
  const bonus = besideOf(found, sections, 'bonus');
  const penalty = besideOf(found, sections, 'penalty');
  return { total: sumOf(found, base, bonus, penalty), base, bonus, penalty };
}

/** The rows of items that are answered themselves. */
export const leafRows = (rows: readonly Row[]): readonly Row[] =>
  rows.filter((row) => !row.isParent);

export interface Figure {
  readonly value: Rational | null;
  readonly line: string;
}

export interface Gain {
  readonly value: Rational;
  readonly line: string;
}

function sumOf(found: Case, base: Figure, bonus: Gain, penalty: Gain): Figure {
  if (base.value === null) return base;
  const { number, say } = found.words;
  const raw = minus(plus(base.value, bonus.value), penalty.value);
  const value = smaller(larger(raw, ZERO), HUNDRED);
  const left = `${number(base.value)} + ${number(bonus.value)} − ${number(penalty.value)}`;
  const line = `${left} = ${number(raw)}`;
  return { value, line: same(value, raw) ? line : say('clamped', { line, bound: number(value) }) };
}

function rowsOf(found: Case, section: Section, item: Item, parent: string | null): readonly Row[] {
  if (item.items.length === 0) {
    return [scoreLeaf(leafOf(item, roleOf(section, item), parent, found))];
  }
  const parts = item.items.flatMap((part) => rowsOf(found, section, part, item.code));
  return [
    { ...parentRow(found, item, leafRows(parts)), role: roleOf(section, item), parent },
    ...parts,
  ];
}

function parentRow(found: Case, item: Item, rows: readonly Row[]): Omit<Row, 'role' | 'parent'> {
  const scored = rows.filter((row) => row.state === 'scored');
  const [earned, possible] = [earnedBy(scored), worthOf(scored)];
  const { number, say } = found.words;
  const facts = {
    scored: scored.length,
    scorable: rows.filter(canBeCounted).length,
    earned: number(earned),
    possible: number(possible),
  };
  const some = scored.length > 0;
  return {
    code: item.code,
    isParent: true,
    points: item.points === null ? null : exact(item.points),
    share: some ? over(earned, possible) : null,
    earned: some ? earned : null,
    state: PARENT_STATES.find((state) => rows.some((row) => row.state === state)) ?? 'not_scored',
    why: some ? say('parent', facts) : say('nothing_scored'),
    flags: some && lacksEvidence(found, item) ? ['evidence_missing'] : [],
    ruleEarned: null,
    judged: null,
    ability: null,
  };
}

const earnedBy = (rows: readonly Row[]): Rational => total(rows.map((row) => row.earned ?? ZERO));
const worthOf = (rows: readonly Row[]): Rational => total(rows.map((row) => row.points ?? ZERO));

function pointsOf(section: Section, rows: readonly Row[]): Rational | null {
  if (section.points !== null) return exact(section.points);
  if (section.kind !== 'base') return null;
  // A section that states no points weighs what its items weigh.
  const weighing = leafRows(rows).filter(
    (row) => row.role === section.kind && row.state !== 'not_scored',
  );
  return weighing.length > 0 ? worthOf(weighing) : null;
}

function lineOf(found: Case, scored: Omit<Scored, 'line'>): string {
  const { number, say } = found.words;
  const { section, score } = scored;
  if (score === null) {
    const off = section.kind === 'penalty' && !found.penaltiesOn;
    return say(off ? 'penalties_off' : 'nothing_scored');
  }
  if (section.kind !== 'base') return sumLine(found, gainsOf(scored.rows, section.kind));
  const left = `${number(scored.points ?? ZERO)} × ${number(scored.earned)}`;
  return `${left} / ${number(scored.possible)} = ${number(score)}`;
}

function baseOf(found: Case, sections: readonly Scored[]): Figure {
  const counted = sections.filter((each) => each.section.kind === 'base' && each.score !== null);
  const worth = total(counted.map((each) => each.points ?? ZERO));
  const { number, say } = found.words;
  if (worth.n === 0n) return { value: null, line: say('nothing_scored') };
  const scores = total(counted.map((each) => each.score ?? ZERO));
  const points = exact(found.checklist.base_points ?? 100);
  const value = over(times(points, scores), worth);
  const left = `${number(points)} × ${number(scores)} / ${number(worth)}`;
  return { value, line: `${left} = ${number(value)}` };
}

function besideOf(found: Case, sections: readonly Scored[], role: 'bonus' | 'penalty'): Gain {
  const { number, say } = found.words;
  if (role === 'penalty' && !found.penaltiesOn) return { value: ZERO, line: say('penalties_off') };
  const { bonus_cap: most = 5, penalty_cap: worst = null } = found.checklist;
  const cap = role === 'bonus' ? most : worst;
  const gains = sections.flatMap((each) => gainsOf(each.rows, role));
  const value = total(gains);
  const line = sumLine(found, gains);
  if (cap === null || !less(exact(cap), value)) return { value, line };
  const limit = exact(cap);
  return { value: limit, line: say('capped', { line, cap: number(limit) }) };
}

function gainsOf(rows: readonly Row[], role: Role): readonly Rational[] {
  const earned = leafRows(rows).map((row) => (row.role === role ? row.earned : null) ?? ZERO);
  return earned.filter((gain) => gain.n !== 0n);
}

function sumLine(found: Case, gains: readonly Rational[]): string {
  const { number } = found.words;
  const terms = gains.map(number).join(' + ') || '0';
  return gains.length < 2 ? terms : `${terms} = ${number(total(gains))}`;
}
