/**
 * Which items a checklist asks for, given the answers: the twin of `forms/relevance.py`.
 *
 * An item is asked when its own `relevant` holds and so do those of what it stands in. What is not
 * asked is blank to every other condition, whatever was answered before.
 */

import { checkAnswer, InvalidAnswer, isTable } from './answers';
import type { Value } from './answers';
import type { Checklist, Item } from './definition';
import { ExpressionError, parse, truthy } from './expressions';
import type { Answer, Context, Expression } from './expressions';

/** An answerable item with every condition that it hangs on, its own last. */
interface Place {
  readonly item: Item;
  readonly conditions: readonly Expression[];
}

type Values = readonly (readonly [code: string, text: Answer])[];

// Without a day, today() is before every other day.
const NO_DAY = '0001-01-01';

/** What is asked, and what the conditions see of the answers to it. */
interface Seen {
  readonly asked: ReadonlySet<string>;
  readonly context: Context;
}

type Answers = Readonly<Record<string, unknown>>;

/** The codes of the answerable items that are asked; answers in their wire form, by code. */
export function relevantCodes(
  checklist: Checklist,
  answers: Answers,
  today: string | null = null,
): ReadonlySet<string> {
  const places = placesOf(checklist);
  if (places.some((place) => place.conditions.length > 0)) {
    return settled(places, answers, today).asked;
  }
  return new Set(places.map((place) => place.item.code));
}

/**
 * Whether the answer to this item is there and its `constraint` does not hold for it. What is
 * blank, not applicable, not asked or cannot be taken breaks nothing.
 */
export function constraintBroken(
  checklist: Checklist,
  item: Item,
  answers: Answers,
  today: string | null = null,
): boolean {
  const constraints = read(item.constraint);
  const own = new Map(Object.entries(answers)).get(item.code) ?? null;
  if (constraints.length === 0 || valueOf(item, own) === null) return false;
  const { asked, context } = settled(placesOf(checklist), answers, today);
  return asked.has(item.code) && !allHold(constraints, item, context);
}

function settled(places: readonly Place[], answers: Answers, today: string | null): Seen {
  const given = new Map(Object.entries(answers));
  const values = new Map(
    places.map(({ item }) => [item.code, valuesOf(item, given.get(item.code) ?? null)]),
  );
  const blank = places.flatMap(({ item }) => blankOf(item));
  let asked: ReadonlySet<string> = new Set(values.keys());
  let context: Context = { answers: new Map(), today: today ?? NO_DAY };
  // Each round settles what hangs on what the round before settled; conditions in a circle, which
  // no published checklist has, end with the last round.
  for (const _ of places) {
    const known = [...asked].flatMap((code) => values.get(code) ?? []);
    context = { ...context, answers: new Map([...blank, ...known]) };
    const holding = codesHolding(places, context);
    if (holding.size === asked.size && [...holding].every((code) => asked.has(code))) break;
    asked = holding;
  }
  return { asked, context };
}

function codesHolding(places: readonly Place[], context: Context): ReadonlySet<string> {
  const holding = places.filter(({ item, conditions }) => allHold(conditions, item, context));
  return new Set(holding.map(({ item }) => item.code));
}

function placesOf(checklist: Checklist): readonly Place[] {
  return [
    ...within(checklist.general ?? [], []),
    ...checklist.sections.flatMap((each) => within(each.items, read(each.relevant))),
  ];
}

function within(items: readonly Item[], above: readonly Expression[]): readonly Place[] {
  return items.flatMap((item) => {
    const conditions = [...above, ...read(item.relevant)];
    return item.items.length > 0 ? within(item.items, conditions) : [{ item, conditions }];
  });
}

const READ = new Map<string, readonly Expression[]>();

/** A condition that cannot be read holds; each is read once. */
function read(text = ''): readonly Expression[] {
  if (text === '') return [];
  const known = READ.get(text) ?? parsed(text);
  READ.set(text, known);
  return known;
}

function parsed(text: string): readonly Expression[] {
  try {
    return [parse(text)];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

function allHold(conditions: readonly Expression[], item: Item, context: Context): boolean {
  const seen = { ...context, current: context.answers.get(item.code) ?? null };
  return conditions.every((condition) => truthy(condition, seen));
}

/** What has rows has none: so `count` and `sum` over it are 0. */
function blankOf(item: Item): Values {
  const own = item.kind === 'attendees' ? [item.code] : [];
  return [...own, ...(item.columns ?? []).map(({ code }) => code)].map((code) => [code, []]);
}

function valuesOf(item: Item, raw: unknown): Values {
  const value = raw === null ? null : valueOf(item, raw);
  if (value === null) return [];
  if (isTable(value)) {
    const columns = (item.columns ?? []).map(
      ({ code }) => [code, value.rows.map((row) => row[code] ?? '')] as const,
    );
    return [[item.code, value.level === null ? '' : String(value.level)], ...columns];
  }
  if (typeof value === 'object') return [[item.code, value.map((each) => each.name)]];
  return [[item.code, String(value)]];
}

function valueOf(item: Item, raw: unknown): Value | null {
  try {
    return checkAnswer(item, raw).value;
  } catch (error) {
    if (error instanceof InvalidAnswer) return null;
    throw error;
  }
}
