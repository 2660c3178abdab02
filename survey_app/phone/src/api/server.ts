/** The calls of the API, each ending in a typed value or a fault with a name. */

import { asSent } from '../entries/entry';
import type { Post, PhotoBytes } from '../outbox/drain';
import type { Receipt, Reply } from '../outbox/machine';
import { Malformed, type Parser } from '../core/parse';
import { call, giveUp, type Call, type Outcome } from './http';
import {
  readCheck,
  readEntries,
  readPhotoReceipt,
  readReceipts,
  readReconciled,
  readSession,
  readVisits,
  type EntryReceipt,
  type SessionReply,
} from './shapes';

/** Why a call gave nothing. */
export type Fault =
  | { readonly fault: 'silent'; readonly retryAfter?: number }
  | { readonly fault: 'unauthorised'; readonly code: string }
  | { readonly fault: 'refused'; readonly code: string; readonly status: number };

export type Answer<T> = { readonly ok: T } | Fault;

const PHOTO_PATIENCE = 180_000;
/** A receipt of anything else is none. */
const STATES: ReadonlySet<string> = new Set(['stored', 'held']);

/**
 * By name and password, or once by the code that the office handed out; `code` is that of the
 * authenticator app, for those who have one.
 */
export type Credentials = (
  { readonly username: string; readonly password: string } | { readonly join_code: string }
) & { readonly code?: string };

export function signIn(credentials: Credentials): Promise<Answer<SessionReply>> {
  return ask({ method: 'POST', path: '/session', json: credentials }, readSession);
}

export async function signOut(token: string): Promise<void> {
  giveUp(token);
  await call({ method: 'DELETE', path: '/session', token, outlives: true });
}

export function fetchVisits(token: string): Promise<Answer<ReturnType<typeof readVisits>>> {
  return ask({ method: 'GET', path: '/visits', token }, readVisits);
}

/** The checklist as the server spells it; `null` when it is the one of `etag`. */
export async function fetchChecklist(
  token: string,
  name: { readonly code: string; readonly version: string },
): Promise<Answer<unknown>> {
  const path = `/checklists/${encodeURIComponent(name.code)}/${encodeURIComponent(name.version)}`;
  return ask({ method: 'GET', path, token }, (raw) => raw);
}

export function fetchEntries(
  token: string,
  visit: string,
  after: number,
): Promise<Answer<ReturnType<typeof readEntries>>> {
  return ask(
    { method: 'GET', path: `/visits/${visit}/entries?after=${after}`, token },
    readEntries,
  );
}

/** What the server has of the visit, to be compared with what is here. */
export function fetchCheck(
  token: string,
  visit: string,
): Promise<Answer<ReturnType<typeof readCheck>>> {
  return ask({ method: 'GET', path: `/visits/${visit}/check`, token }, readCheck);
}

/** Asks which of these the server has, after it was restored from a backup. */
export function reconcile(
  token: string,
  held: { epoch: string; entries: readonly string[]; photos: readonly string[] },
): Promise<Answer<ReturnType<typeof readReconciled>>> {
  return ask({ method: 'POST', path: '/reconcile', token, json: held }, readReconciled);
}

/** A photo of a colleague, as the server keeps it; null when it cannot be had now. */
export async function fetchPhoto(
  token: string,
  sha256: string,
  size: string,
): Promise<Blob | null> {
  try {
    const response = await fetch(`/api/v1/photos/${sha256}?size=${size}`, {
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'omit',
      redirect: 'error',
    });
    const isPicture = (response.headers.get('Content-Type') ?? '').startsWith('image/');
    return response.ok && isPicture ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** Who may deposit: the login where it is good, else the grant of the visit. */
export interface Passes {
  readonly token: () => string | null;
  readonly grant: (visit: string) => string | null;
  /** The login was refused; the queue goes on by the grant. */
  readonly tokenRefused: () => void;
  /** Whether there was any answer. */
  readonly heard: (answered: boolean) => void;
  /** Keeps what was said; only then is it acted upon. */
  readonly onReceipts: (said: {
    readonly receipts: readonly EntryReceipt[];
    readonly epoch: string;
  }) => Promise<void>;
}

/** The way of the outbox to the server. */
export function postOf(passes: Passes): Post {
  return {
    entries: async (visit, entries) => {
      const json = { entries: entries.map(asSent) };
      const request = { method: 'POST', path: `/visits/${visit}/entries`, json } as const;
      return entriesReply(await deposit(passes, visit, request), passes);
    },
    photo: async (visit, sha256, photo) => {
      const outcome = await deposit(passes, visit, photoCall('PUT', `/photos/${sha256}`, photo));
      return photoReply(outcome, sha256, photo.bytes.byteLength);
    },
    rescue: async (visit, content) => {
      const request =
        typeof content === 'string'
          ? ({ method: 'POST', path: '/rescue', bytes: content, type: 'application/json' } as const)
          : photoCall('POST', '/rescue', content);
      return (await deposit(passes, visit, request)).kind === 'ok';
    },
  };
}

async function ask<T>(request: Call, parser: Parser<T>): Promise<Answer<T>> {
  const outcome = await call(request);
  if (outcome.kind === 'ok') return parsed(outcome.body, parser);
  if (outcome.kind === 'refused') {
    const { status, code } = outcome;
    return status === 401 ? { fault: 'unauthorised', code } : { fault: 'refused', code, status };
  }
  const retryAfter = outcome.kind === 'silent' ? outcome.retryAfter : undefined;
  return retryAfter === undefined ? { fault: 'silent' } : { fault: 'silent', retryAfter };
}

function parsed<T>(body: unknown, parser: Parser<T>): Answer<T> {
  try {
    return { ok: parser(body, 'reply') };
  } catch (fault) {
    if (fault instanceof Malformed) return { fault: 'silent' };
    throw fault;
  }
}

/** By the login first; where that is refused, by the visit's deposit grant. */
async function deposit(passes: Passes, visit: string, request: Call): Promise<Outcome> {
  const outcome = await tried(passes, visit, request);
  passes.heard(outcome.kind !== 'silent');
  return outcome;
}

async function tried(passes: Passes, visit: string, request: Call): Promise<Outcome> {
  const token = passes.token();
  if (token !== null) {
    const outcome = await call({ ...request, token });
    if (outcome.kind !== 'refused' || outcome.status !== 401) return outcome;
    passes.tokenRefused();
  }
  const grant = passes.grant(visit);
  return grant === null ? { kind: 'silent' } : call({ ...request, token: grant });
}

async function entriesReply(outcome: Outcome, passes: Passes): Promise<Reply> {
  // A batch with a reused id answers 409 and still carries the receipts of all of its entries.
  if (outcome.kind === 'ok' || (outcome.kind === 'refused' && outcome.status === 409)) {
    const said = parsed(outcome.body, readReceipts);
    if ('ok' in said) {
      const receipts = said.ok.receipts.filter(({ state }) => STATES.has(state));
      await passes.onReceipts({ ...said.ok, receipts });
      return { kind: 'receipts', receipts: receipts.map(receiptOf) };
    }
  }
  return unbelieved(outcome);
}

function receiptOf(receipt: EntryReceipt): Receipt {
  const { id, sha256, number, state, code } = receipt;
  return { id, digest: sha256, number, heldBecause: state === 'held' ? code || 'held' : null };
}

function photoReply(outcome: Outcome, sha256: string, bytes: number): Reply {
  if (outcome.kind !== 'ok') return unbelieved(outcome);
  const said = parsed(outcome.body, readPhotoReceipt);
  if (!('ok' in said) || said.ok.sha256 !== sha256 || said.ok.bytes !== bytes) {
    return { kind: 'failed' };
  }
  const receipt = { id: sha256, digest: sha256, number: null, heldBecause: null };
  return { kind: 'receipts', receipts: [receipt] };
}

/**
 * A right that is missing (401, 403) may come back, and bytes that changed on the way (422 with
 * that code) are whole on the phone: both wait. Every other 4xx will say the same tomorrow.
 */
function unbelieved(outcome: Outcome): Reply {
  if (outcome.kind === 'silent' && outcome.retryAfter !== undefined) {
    return { kind: 'failed', retryAfter: outcome.retryAfter };
  }
  if (outcome.kind !== 'refused') return { kind: 'failed' };
  const waits =
    outcome.status === 401 || outcome.status === 403 || outcome.code === 'photo-hash-mismatch';
  return waits ? { kind: 'failed' } : { kind: 'refused', code: outcome.code };
}

function photoCall(method: 'PUT' | 'POST', path: string, photo: PhotoBytes): Call {
  return { method, path, bytes: photo.bytes, type: photo.type, patience: PHOTO_PATIENCE };
}
