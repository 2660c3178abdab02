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

/** The codes of the answerable items that are asked; answers in their wire form, by code. */
export function relevantCodes(
  checklist: Checklist,
  answers: Readonly<Record<string, unknown>>,
  today: string | null = null,
): ReadonlySet<string> {
  const places = placesOf(checklist);
  let asked: ReadonlySet<string> = new Set(places.map((place) => place.item.code));
  if (!places.some((place) => place.conditions.length > 0)) return asked;
  const given = new Map(Object.entries(answers));
  const values = new Map(
    places.map(({ item }) => [item.code, valuesOf(item, given.get(item.code) ?? null)]),
  );
  // Each round settles what hangs on what the round before settled; conditions in a circle, which
  // no published checklist has, end with the last round.
  for (const _ of places) {
    const known = new Map([...asked].flatMap((code) => values.get(code) ?? []));
    const context = { answers: known, today: today ?? NO_DAY };
    const holding = places.filter((place) => holds(place, context));
    if (holding.length === asked.size && holding.every(({ item }) => asked.has(item.code))) break;
    asked = new Set(holding.map((place) => place.item.code));
  }
  return asked;
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

function holds({ item, conditions }: Place, context: Context): boolean {
  const seen = { ...context, current: context.answers.get(item.code) ?? null };
  return conditions.every((condition) => truthy(condition, seen));
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
