/** From `unknown` to a type: what comes from outside is believed only after it was read here. */

/** The reply is not what was agreed; the message names the place. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export type Parser<T> = (raw: unknown, where: string) => T;

export const string: Parser<string> = (raw, where) => {
  if (typeof raw === 'string') return raw;
  throw new Malformed(`${where}: expected text`);
};

export const number: Parser<number> = (raw, where) => {
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
  throw new Malformed(`${where}: expected a number`);
};

export const boolean: Parser<boolean> = (raw, where) => {
  if (typeof raw === 'boolean') return raw;
  throw new Malformed(`${where}: expected true or false`);
};

export const anything: Parser<unknown> = (raw) => raw;

/** An id or a figure that one server writes as a number and another as text. */
export const word: Parser<string> = (raw, where) =>
  typeof raw === 'number' ? String(raw) : string(raw, where);

export function listOf<T>(each: Parser<T>): Parser<readonly T[]> {
  return (raw, where) => {
    if (!Array.isArray(raw)) throw new Malformed(`${where}: expected a list`);
    return raw.map((held, at) => each(held, `${where}[${at}]`));
  };
}

/** What one of them says wrongly must not hide the others: the malformed are left out. */
export function listOfReadable<T>(each: Parser<T>): Parser<readonly T[]> {
  return (raw, where) =>
    listOf(anything)(raw, where).flatMap((held, at) => {
      try {
        return [each(held, `${where}[${at}]`)];
      } catch (fault) {
        if (fault instanceof Malformed) return [];
        throw fault;
      }
    });
}

export function mapOf<T>(each: Parser<T>): Parser<Readonly<Record<string, T>>> {
  return (raw, where) =>
    Object.fromEntries(
      Object.entries(object(raw, where)).map(([key, held]) => [key, each(held, `${where}.${key}`)]),
    );
}

/** Absent or null stands for `fallback`. */
export function optional<T, F>(each: Parser<T>, fallback: F): Parser<T | F> {
  return (raw, where) => (raw === undefined || raw === null ? fallback : each(raw, where));
}

export function oneOf<T extends string>(words: readonly T[]): Parser<T> {
  return (raw, where) => {
    const found = words.find((each) => each === raw);
    if (found === undefined) throw new Malformed(`${where}: ${String(raw)} is not known`);
    return found;
  };
}

/** Keys that are not in the shape are ignored: a newer server may say more. */
export function record<T extends object>(shape: { [K in keyof T]: Parser<T[K]> }): Parser<T> {
  return (raw, where) => {
    const held = object(raw, where);
    const pairs = Object.entries<Parser<unknown>>(shape as Record<string, Parser<unknown>>).map(
      ([key, parser]) => [key, parser(held[key], `${where}.${key}`)],
    );
    return Object.fromEntries(pairs) as T;
  };
}

export function object(raw: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    return raw as Readonly<Record<string, unknown>>;
  }
  throw new Malformed(`${where}: expected an object`);
}
