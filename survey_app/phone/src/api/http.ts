/** One request, one outcome. No answer, half an answer and a portal's page are all the same: none. */

export type Outcome =
  | { readonly kind: 'ok'; readonly status: number; readonly body: unknown; readonly etag: string }
  | { readonly kind: 'unchanged' }
  /** 4xx with a problem; `body` may carry more, as receipts do on a reused id. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly body: unknown;
    }
  | { readonly kind: 'silent'; readonly retryAfter?: number };

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly bytes?: BodyInit;
  readonly type?: string;
  readonly etag?: string;
  /** Milliseconds; default 30 s. */
  readonly patience?: number;
  /** Goes on even if the page ends meanwhile. */
  readonly outlives?: boolean;
}

const PATIENCE = 30_000;
/** Statuses that say "later", not "never". */
const LATER = new Set([408, 421, 423, 425, 429]);
/** Seconds to wait where the server applies the brake without saying for how long. */
const BRAKE = 5;
const JSON_TYPE = /^application\/(problem\+)?json\b/;

/** What is on its way, by the login that asked. */
const underWay = new Map<AbortController, string | undefined>();

/** Gives up what a login is still asking: once it has ended, nothing of it would be answered. */
export function giveUp(token: string): void {
  for (const [stop, asking] of underWay) if (asking === token) stop.abort();
}

/** Performs the call; never throws for what the network or the server may do. */
export async function call(request: Call): Promise<Outcome> {
  const stop = new AbortController();
  underWay.set(stop, request.token);
  const timer = setTimeout(() => {
    stop.abort();
  }, request.patience ?? PATIENCE);
  try {
    return await read(await fetch(`/api/v1${request.path}`, options(request, stop.signal)));
  } catch {
    // Offline, reset, aborted, cut off in the middle of the body: tried again later.
    return { kind: 'silent' };
  } finally {
    clearTimeout(timer);
    underWay.delete(stop);
  }
}

function options(request: Call, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (request.token !== undefined) headers['Authorization'] = `Bearer ${request.token}`;
  if (request.etag) headers['If-None-Match'] = request.etag;
  const body = request.json === undefined ? request.bytes : JSON.stringify(request.json);
  const type = request.json === undefined ? request.type : 'application/json';
  if (type !== undefined) headers['Content-Type'] = type;
  return {
    method: request.method,
    headers,
    signal,
    cache: 'no-store',
    credentials: 'omit',
    // A captive portal redirects; a server of ours never does.
    redirect: 'error',
    ...(request.outlives ? { keepalive: true } : {}),
    ...(body === undefined ? {} : { body }),
  };
}

async function read(response: Response): Promise<Outcome> {
  if (response.status === 304) return { kind: 'unchanged' };
  if (response.status === 204) return { kind: 'ok', status: 204, body: null, etag: '' };
  if (!isToBelieve(response)) return later(response);
  const body: unknown = await response.json();
  if (response.ok) {
    return { kind: 'ok', status: response.status, body, etag: response.headers.get('ETag') ?? '' };
  }
  const code = codeOf(body);
  // Our server always says why by a code; whoever refuses without one is somebody else.
  if (code === null) return { kind: 'silent' };
  return { kind: 'refused', status: response.status, code, body };
}

/** A portal answers 200 with a page of its own; ours answers in JSON or says nothing. */
function isToBelieve({ status, headers }: Response): boolean {
  const isJson = JSON_TYPE.test(headers.get('Content-Type') ?? '');
  return isJson && status < 500 && !LATER.has(status);
}

function later(response: Response): Outcome {
  const asked = Number(response.headers.get('Retry-After'));
  const seconds = response.status === 429 ? Math.max(asked || 0, BRAKE) : asked;
  return Number.isFinite(seconds) && seconds > 0
    ? { kind: 'silent', retryAfter: seconds * 1000 }
    : { kind: 'silent' };
}

function codeOf(body: unknown): string | null {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return typeof code === 'string' ? code : null;
}
