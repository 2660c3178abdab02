/** Opening the databases, and opening them again: browsers close them behind our back. */

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CacheSchema, PhoneSchema, VaultSchema } from './schema';

const ATTEMPTS = 3;
/** What browsers throw when a connection died in the background. */
const DEAD = new Set([
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'TransactionInactiveError',
]);

/** A database that is opened when first needed and reopened when the browser has closed it. */
export class Store<S extends DBSchema> {
  private connection: Promise<IDBPDatabase<S>> | null = null;
  private readonly name: string;
  private readonly connect: (name: string, closed: () => void) => Promise<IDBPDatabase<S>>;

  constructor(
    name: string,
    connect: (name: string, closed: () => void) => Promise<IDBPDatabase<S>>,
  ) {
    this.name = name;
    this.connect = connect;
  }

  /** Runs `work`; when the connection turns out dead it is opened anew, up to three times. */
  async run<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    return this.attempt(work, ATTEMPTS);
  }

  private async attempt<T>(work: (db: IDBPDatabase<S>) => Promise<T>, left: number): Promise<T> {
    try {
      return await work(await this.opened());
    } catch (fault) {
      const isDead = fault instanceof DOMException && DEAD.has(fault.name);
      if (!isDead || left <= 1) throw fault;
      this.connection = null;
    }
    return this.attempt(work, left - 1);
  }

  /** Opens it before it is needed; a fault comes up again when it is. */
  warm(): void {
    void this.opened().catch(() => undefined);
  }

  async close(): Promise<void> {
    const open = await this.connection;
    this.connection = null;
    open?.close();
  }

  private opened(): Promise<IDBPDatabase<S>> {
    const forget = (): void => {
      this.connection = null;
    };
    this.connection ??= this.connect(this.name, forget).catch((fault: unknown) => {
      this.connection = null;
      throw fault;
    });
    return this.connection;
  }
}

/** Waits for the writes and the commit; a fault is the transaction's own (quota), not its echo. */
export async function committed(
  tx: { readonly done: Promise<void> },
  writes: readonly Promise<unknown>[],
): Promise<void> {
  try {
    await Promise.all(writes);
  } catch (fault) {
    await tx.done;
    throw fault;
  }
  await tx.done;
}

export function vaultOf(user: string): Store<VaultSchema> {
  return new Store(`vault-${user}`, (name, closed) =>
    openDB<VaultSchema>(name, 1, {
      upgrade: (db) => {
        const entries = db.createObjectStore('entries', { keyPath: 'id' });
        entries.createIndex('visit', 'visit');
        entries.createIndex('place', ['visit', 'place']);
        db.createObjectStore('photos', { keyPath: 'sha256' });
        db.createObjectStore('chunks');
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('state', 'state');
        db.createObjectStore('receipts', { keyPath: 'id' });
        db.createObjectStore('meta');
      },
      ...givingWay(closed),
    }),
  );
}

export function cacheOf(user: string): Store<CacheSchema> {
  return new Store(`cache-${user}`, (name, closed) =>
    openDB<CacheSchema>(name, 1, {
      upgrade: (db) => {
        db.createObjectStore('visits', { keyPath: 'id' });
        db.createObjectStore('checklists');
        db.createObjectStore('entries', { keyPath: 'id' }).createIndex('visit', 'visit');
        db.createObjectStore('cursors');
      },
      ...givingWay(closed),
    }),
  );
}

export function phoneStore(): Store<PhoneSchema> {
  return new Store('phone', (name, closed) =>
    openDB<PhoneSchema>(name, 1, {
      upgrade: (db) => {
        db.createObjectStore('facts');
      },
      ...givingWay(closed),
    }),
  );
}

/** A newer version in another tab must not wait for us; the next use opens again. */
function givingWay(closed: () => void): {
  blocking: (now: number, wanted: number | null, event: IDBVersionChangeEvent) => void;
  terminated: () => void;
} {
  return {
    blocking: (_now, _wanted, event) => {
      (event.target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  };
}
