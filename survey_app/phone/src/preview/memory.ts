/**
 * Stands in for `idb` in the preview: databases that live in memory and end with the page. They
 * can do what the phone's own stores ask of a database; every write is its own transaction.
 */

type Key = string | readonly (string | number)[];
interface Range {
  readonly includes: (key: Key) => boolean;
}
type Asked = Key | Range | undefined;
type Row = Readonly<Record<string, unknown>>;
type Path = string | readonly string[];

const UNIQUE = 'ConstraintError';

/** One object store; keys are compared by what they say. */
export class Shelf {
  private readonly rows = new Map<string, { readonly key: Key; readonly value: unknown }>();
  private readonly indexes = new Map<string, Path>();
  private readonly keyPath: string | null;

  constructor(keyPath: string | null) {
    this.keyPath = keyPath;
  }

  createIndex(name: string, path: Path): void {
    this.indexes.set(name, path);
  }

  get(key: Key): Promise<unknown> {
    return Promise.resolve(this.rows.get(nameOf(key))?.value);
  }

  getKey(key: Key): Promise<Key | undefined> {
    return Promise.resolve(this.rows.get(nameOf(key))?.key);
  }

  put(value: unknown, key?: Key): Promise<Key> {
    const under = this.keyPath === null ? key : ((value as Row)[this.keyPath] as Key);
    if (under === undefined) return Promise.reject(new DOMException('no key', 'DataError'));
    this.rows.set(nameOf(under), { key: under, value });
    return Promise.resolve(under);
  }

  add(value: unknown, key?: Key): Promise<Key> {
    const under = this.keyPath === null ? key : ((value as Row)[this.keyPath] as Key);
    const isTaken = under !== undefined && this.rows.has(nameOf(under));
    return isTaken ? Promise.reject(new DOMException('taken', UNIQUE)) : this.put(value, key);
  }

  delete(asked: Key | Range): Promise<void> {
    for (const { key } of this.found(asked)) this.rows.delete(nameOf(key));
    return Promise.resolve();
  }

  getAll(asked?: Asked): Promise<readonly unknown[]> {
    return Promise.resolve(this.found(asked).map((row) => row.value));
  }

  getAllKeys(asked?: Asked): Promise<readonly Key[]> {
    return Promise.resolve(this.found(asked).map((row) => row.key));
  }

  /** The rows whose `path` says `wanted`. */
  index(name: string): Pick<Shelf, 'getAll' | 'getAllKeys'> {
    const path = this.indexes.get(name);
    if (path === undefined) throw new DOMException(`no index ${name}`, 'NotFoundError');
    const chosen = (wanted?: Asked): readonly { key: Key; value: unknown }[] =>
      this.found(undefined).filter(({ value }) => isAsked(keyAt(value, path), wanted));
    return {
      getAll: (wanted) => Promise.resolve(chosen(wanted).map((row) => row.value)),
      getAllKeys: (wanted) => Promise.resolve(chosen(wanted).map((row) => row.key)),
    };
  }

  /** In the order of their keys, as a database answers. */
  private found(asked: Asked): readonly { readonly key: Key; readonly value: unknown }[] {
    return [...this.rows.entries()]
      .filter(([, { key }]) => isAsked(key, asked))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
  }
}

interface Transaction {
  readonly store: Shelf;
  readonly objectStore: (name: string) => Shelf;
  readonly done: Promise<void>;
}

class Memory {
  private readonly shelves = new Map<string, Shelf>();

  createObjectStore(name: string, options: { readonly keyPath?: string } = {}): Shelf {
    const made = new Shelf(options.keyPath ?? null);
    this.shelves.set(name, made);
    return made;
  }

  transaction(names: string | readonly string[]): Transaction {
    const first = typeof names === 'string' ? names : (names[0] ?? '');
    const objectStore = (name: string): Shelf => this.shelf(name);
    return { store: this.shelf(first), objectStore, done: Promise.resolve() };
  }

  get = (name: string, key: Key): Promise<unknown> => this.shelf(name).get(key);
  getKey = (name: string, key: Key): Promise<unknown> => this.shelf(name).getKey(key);
  put = (name: string, value: unknown, key?: Key): Promise<unknown> =>
    this.shelf(name).put(value, key);
  delete = (name: string, asked: Key | Range): Promise<void> => this.shelf(name).delete(asked);
  getAll = (name: string, asked?: Asked): Promise<readonly unknown[]> =>
    this.shelf(name).getAll(asked);
  getAllKeys = (name: string, asked?: Asked): Promise<readonly unknown[]> =>
    this.shelf(name).getAllKeys(asked);
  getAllFromIndex = (name: string, index: string, asked?: Asked): Promise<readonly unknown[]> =>
    this.shelf(name).index(index).getAll(asked);

  close(): void {
    // It ends with the page.
  }

  private shelf(name: string): Shelf {
    const found = this.shelves.get(name);
    if (!found) throw new DOMException(`no store ${name}`, 'NotFoundError');
    return found;
  }
}

const opened = new Map<string, Memory>();

/** The database of this name; made by `upgrade` when it is first asked for. */
export function openDB(
  name: string,
  _version: number,
  { upgrade }: { readonly upgrade: (db: Memory) => void },
): Promise<Memory> {
  const held = opened.get(name) ?? new Memory();
  if (!opened.has(name)) upgrade(held);
  opened.set(name, held);
  return Promise.resolve(held);
}

function nameOf(key: Key): string {
  return typeof key === 'string' ? key : key.map(part).join('\u001f');
}

/** Numbers of one length, so that they stand in their order. */
function part(each: string | number): string {
  return typeof each === 'number' ? String(each).padStart(12, '0') : each;
}

function keyAt(value: unknown, path: Path): Key {
  const row = value as Row;
  return typeof path === 'string'
    ? (row[path] as Key)
    : (path.map((each) => row[each]) as readonly string[]);
}

function isAsked(key: Key, asked: Asked): boolean {
  if (asked === undefined) return true;
  return isRange(asked) ? asked.includes(key) : nameOf(asked) === nameOf(key);
}

/** Arrays have an `includes` of their own. */
function isRange(asked: Key | Range): asked is Range {
  return typeof asked === 'object' && !Array.isArray(asked);
}
