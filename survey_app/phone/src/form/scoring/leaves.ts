/** One answered item -> its state, share and points, with the reason. Twin of `leaves.py`. */

import { inPoints, isTable, topLevel } from '../answers';
import type { Answer } from '../answers';
import type { Item, Kind } from '../definition';
import { exact, ONE, over, rational, same, times, ZERO } from '../rational';
import type { Rational } from '../rational';
import { answerOf, lacksEvidence } from './case';
import type { Case, Row } from './case';
import type { Flag, Role, State } from './explanation';
import { aimOf, indicatorShare } from './indicators';
import type { Share } from './indicators';

/** An item that is answered itself, in its place. */
export interface Leaf {
  readonly item: Item;
  readonly role: Role;
  readonly parent: string | null;
  readonly found: Case;
  readonly answer: Answer;
  readonly points: Rational | null;
}

/** Why an item stays out of the score. */
interface Out {
  readonly state: State;
  readonly why: string;
  readonly flags: readonly Flag[];
}

export function leafOf(item: Item, role: Role, parent: string | null, found: Case): Leaf {
  const points = item.points === null ? null : exact(item.points);
  return { item, role, parent, found, answer: answerOf(found, item), points };
}

/** The score of one item. */
export function scoreLeaf(leaf: Leaf): Row {
  for (const ask of QUESTIONS) {
    const out = ask(leaf);
    if (out) return withAbility(leaf, { ...emptyRow(leaf), ...out });
  }
  return withAbility(leaf, earning(leaf));
}

/** The ability to complete beside the score: it changes no figure, but it owes a reason. */
function withAbility({ answer: { ability } }: Leaf, row: Row): Row {
  if (!ability) return row;
  const flags =
    ability.reason === '' ? [...row.flags, 'ability_without_reason' as const] : row.flags;
  return { ...row, ability, flags };
}

/** Whether an answer to this item can earn points at all. */
export function canBeScored(item: Item): boolean {
  return Boolean(item.points) && (EARNS[item.kind] ?? always)(item);
}

const always = (): boolean => true;
const never = (): boolean => false;

/** The kinds that cannot always earn points. */
const EARNS: Readonly<Partial<Record<Kind, (item: Item) => boolean>>> = {
  text: never,
  attendees: never,
  table: (item) => Boolean(item.levels?.length) && topLevel(item) > 0,
  scale: (item) => topLevel(item) > 0,
  choice: (item) => (item.options ?? []).some((each) => isShare(each.share)),
};

const isShare = (share: number | null | undefined): share is number => typeof share === 'number';

function emptyRow(leaf: Leaf): Omit<Row, 'state' | 'why'> {
  return {
    code: leaf.item.code,
    role: leaf.role,
    parent: leaf.parent,
    isParent: false,
    points: leaf.points,
    share: null,
    earned: null,
    flags: [],
    ruleEarned: null,
    judged: null,
    ability: null,
  };
}

type Question = (leaf: Leaf) => Out | null;

const QUESTIONS: readonly Question[] = [
  unscored,
  irrelevant,
  marked,
  unanswered,
  withoutTarget,
  unsharedOption,
];

function unscored({ item, role, found }: Leaf): Out | null {
  if (role === 'penalty' && !found.penaltiesOn) {
    return { state: 'not_scored', why: found.words.say('penalties_off'), flags: [] };
  }
  if (canBeScored(item)) return null;
  return { state: 'not_scored', why: found.words.say('not_scored'), flags: [] };
}

function irrelevant({ item, found }: Leaf): Out | null {
  if (found.relevant.has(item.code)) return null;
  return { state: 'not_applicable', why: found.words.say('irrelevant'), flags: [] };
}

function marked({ answer, found }: Leaf): Out | null {
  const reason = answer.notApplicable;
  if (reason === '') return null;
  const why = found.words.say('not_applicable', { reason });
  return { state: 'not_applicable', why, flags: [] };
}

function withoutTarget(leaf: Leaf): Out | null {
  const { found, answer } = leaf;
  if (!lacksTarget(leaf) || typeof answer.value !== 'string') return null;
  const actual = found.words.number(exact(answer.value));
  const why = found.words.say('no_target_actual', { actual });
  return { state: 'no_target', why, flags: ['no_target'] };
}

const lacksTarget = ({ item, found }: Leaf): boolean =>
  item.kind === 'indicator' && !aimOf(item, found.targets.get(item.code));

function unanswered(leaf: Leaf): Out | null {
  const why = whyUnanswered(leaf);
  return why === null ? null : { state: 'not_answered', why, flags: unansweredFlags(leaf) };
}

function whyUnanswered(leaf: Leaf): string | null {
  const { item, found, answer } = leaf;
  const { words } = found;
  const error = found.invalid.get(item.code);
  if (error) return words.say('invalid', { message: error.sentence(words.language) });
  if (answer.value === null) {
    return words.say(lacksTarget(leaf) ? 'not_answered_no_target' : 'not_answered');
  }
  const bare = isTable(answer.value) && answer.value.level === null;
  return bare ? words.say('level_missing') : null;
}

function unansweredFlags(leaf: Leaf): readonly Flag[] {
  const flags: Flag[] = ['not_answered'];
  if (leaf.found.invalid.has(leaf.item.code)) flags.push('invalid');
  if (lacksTarget(leaf)) flags.push('no_target');
  return flags;
}

function unsharedOption({ item, answer, found }: Leaf): Out | null {
  const chosen = (item.options ?? []).find((each) => each.code === answer.value);
  if (!chosen || isShare(chosen.share)) return null;
  const option = found.words.text(chosen.label, chosen.label_en);
  return { state: 'not_scored', why: found.words.say('option_not_scored', { option }), flags: [] };
}

function earning(leaf: Leaf): Row {
  const points = leaf.points ?? ZERO;
  const rule = SHARES[leaf.item.kind](leaf, points);
  const ruleEarned = times(rule.value, points);
  const judged = leaf.answer.judged === null ? null : exact(leaf.answer.judged);
  const counts = judged && !same(judged, ruleEarned) ? afterJudging(leaf, rule, judged) : rule;
  const earned = times(counts.value, points);
  // Where nothing is earned nothing need be proven: there is no document of what was not done.
  const missing = earned.n !== 0n && lacksEvidence(leaf.found, leaf.item);
  return {
    ...emptyRow(leaf),
    state: 'scored',
    why: counts.why,
    share: counts.value,
    earned,
    flags: missing ? [...counts.flags, 'evidence_missing'] : counts.flags,
    ruleEarned: judged && ruleEarned,
    judged,
  };
}

function afterJudging(leaf: Leaf, rule: Share, judged: Rational): Share {
  const { words } = leaf.found;
  const points = leaf.points ?? ONE;
  const { reason } = leaf.answer;
  const facts = {
    why: rule.why,
    rule: words.number(times(rule.value, points)),
    judged: words.number(judged),
    reason,
  };
  if (reason !== '') {
    return { value: over(judged, points), why: words.say('judged', facts), flags: rule.flags };
  }
  const why = words.say('judged_without_reason', facts);
  return { value: rule.value, why, flags: [...rule.flags, 'judged_without_reason'] };
}

const figure = ({ value }: Answer): Rational => (typeof value === 'string' ? exact(value) : ZERO);

type Rule = (leaf: Leaf, points: Rational) => Share;

const share = (value: Rational, why: string): Share => ({ value, why, flags: [] });

const scale: Rule = ({ item, answer, found: { words } }) => {
  const level = isTable(answer.value) ? (answer.value.level ?? 0) : Number(answer.value);
  const top = topLevel(item);
  const step = (item.levels ?? []).find((each) => each.value === level);
  const anchor = step ? words.text(step.label, step.label_en) : '';
  const why = words.say(anchor === '' ? 'level' : 'level_anchor', { level, top, anchor });
  return share(rational(BigInt(level), BigInt(top)), why);
};

const yesNo: Rule = ({ answer, found: { words } }) =>
  answer.value === 'yes' ? share(ONE, words.say('yes')) : share(ZERO, words.say('no'));

const direct: Rule = ({ answer, found: { words } }, points) => {
  const value = figure(answer);
  const facts = { value: words.number(value), points: words.number(points) };
  return share(over(value, points), words.say('points', facts));
};

const choice: Rule = ({ item, answer, found: { words } }) => {
  const chosen = (item.options ?? []).find((each) => each.code === answer.value);
  const option = words.text(chosen?.label ?? '', chosen?.label_en);
  return share(exact(chosen?.share ?? 0), words.say('option', { option }));
};

const indicator: Rule = ({ item, answer, found }) => {
  const aim = aimOf(item, found.targets.get(item.code));
  if (!aim) throw new Error('an indicator is scored with a target');
  return indicatorShare(item, figure(answer), aim, found.words);
};

const besideTheBase =
  (kind: 'bonus' | 'penalty'): Rule =>
  (leaf, points) => {
    if (!inPoints(leaf.item)) return yesNo(leaf, points);
    const value = figure(leaf.answer);
    const { words } = leaf.found;
    return share(over(value, points), words.say(kind, { value: words.number(value) }));
  };

const nothing: Rule = () => share(ZERO, '');

const SHARES: Readonly<Record<Kind, Rule>> = {
  scale,
  yes_no: yesNo,
  points: direct,
  choice,
  indicator,
  table: scale,
  bonus: besideTheBase('bonus'),
  penalty: besideTheBase('penalty'),
  text: nothing,
  attendees: nothing,
};
