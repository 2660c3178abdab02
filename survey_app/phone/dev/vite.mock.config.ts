/**
 * A stand-in for the server, for work on the phone page alone: `npm run mock`, then /phone.
 * It keeps everything in memory and believes any password. Never part of a build.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { canonical, type Json } from '../src/core/canonical';
import { SAMPLE, sampleVisits } from './sample';

const STATIC = join(import.meta.dirname, '../../static/phone');
const EPOCH = 'mock-1';
const POLICY = "default-src 'self'";
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  png: 'image/png',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
};

interface Kept {
  readonly id: string;
  readonly kind: string;
  readonly number: number;
  readonly [key: string]: unknown;
}

const logs = new Map<string, Kept[]>();
const photos = new Map<string, Buffer>();
const visits = sampleVisits(new Date().toISOString().slice(0, 10));

interface Request {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}
type Handler = (found: RegExpExecArray, request: Request, response: ServerResponse) => void;

const ROUTES: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['POST', /^\/session$/, signIn],
  ['DELETE', /^\/session$/, (_, __, response) => response.writeHead(204).end()],
  [
    'GET',
    /^\/visits$/,
    (_, __, response) => {
      json(response, 200, { visits: visitsNow(), epoch: EPOCH });
    },
  ],
  [
    'GET',
    /^\/checklists\//,
    (_, __, response) => {
      json(response, 200, SAMPLE);
    },
  ],
  ['GET', /^\/visits\/([^/]+)\/entries$/, listEntries],
  ['POST', /^\/visits\/([^/]+)\/entries$/, storeEntries],
  ['PUT', /^\/photos\/([0-9a-f]{64})$/, storePhoto],
  [
    'GET',
    /^\/photos\/([0-9a-f]{64})$/,
    (found, _, response) => {
      picture(response, photos.get(found[1] ?? ''));
    },
  ],
  [
    'POST',
    /^\/rescue$/,
    (_, __, response) => {
      json(response, 201, {});
    },
  ],
];

function signIn(_: RegExpExecArray, { body }: Request, response: ServerResponse): void {
  const { username } = JSON.parse(body.toString()) as { username: string };
  if (username === 'sai') {
    json(response, 401, { code: 'wrong-password', status: 401 });
    return;
  }
  const user = { id: 1, name: 'Thành viên Đoàn 1', role: 'member', language: 'vi' };
  json(response, 200, { token: 'mock', expires_at: '2099-01-01T00:00:00Z', user });
}

function visitsNow(): readonly object[] {
  return visits.map((visit) => {
    const log = logs.get(String(visit['id'])) ?? [];
    if (log.length === 0) return visit;
    const items = new Set(log.filter((each) => each.kind === 'answer').map((each) => each['item']));
    const state = log.some((each) => each.kind === 'submit') ? 'submitted' : 'in_progress';
    return { ...visit, state, counts: { answered: items.size, items: 9 } };
  });
}

function listEntries(found: RegExpExecArray, { query }: Request, response: ServerResponse): void {
  const log = logs.get(found[1] ?? '') ?? [];
  const after = Number(query.get('after'));
  const entries = log.filter((each) => each.number > after);
  json(response, 200, { entries, cursor: log.length, more: false, epoch: EPOCH });
}

function storeEntries(found: RegExpExecArray, { body }: Request, response: ServerResponse): void {
  const { entries } = JSON.parse(body.toString()) as { entries: (Kept & Record<string, Json>)[] };
  const log = logs.get(found[1] ?? '') ?? [];
  logs.set(found[1] ?? '', log);
  const receipts = entries.map((entry) => {
    const known = log.find((each) => each.id === entry.id);
    const number = known?.number ?? log.length + 1;
    if (!known) log.push({ ...entry, number, author: { id: 1, name: 'Thành viên Đoàn 1' } });
    const sha256 = createHash('sha256').update(canonical(entry)).digest('hex');
    return { id: entry.id, sha256, number, state: 'stored', epoch: EPOCH };
  });
  json(response, 200, { receipts, epoch: EPOCH });
}

function storePhoto(found: RegExpExecArray, { body }: Request, response: ServerResponse): void {
  const sha256 = found[1] ?? '';
  photos.set(sha256, body);
  json(response, 201, { sha256, bytes: body.byteLength, state: 'stored' });
}

async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://mock');
  const path = pathname.replace('/api/v1', '');
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  for (const [method, pattern, handler] of ROUTES) {
    const found = method === request.method ? pattern.exec(path) : null;
    if (found) {
      handler(found, { path, query: searchParams, body }, response);
      return;
    }
  }
  json(response, 404, { code: 'not-found', status: 404 });
}

/** The page as the real server writes it, under the same strict policy. */
function page(response: ServerResponse): void {
  const manifest = JSON.parse(readFileSync(join(STATIC, 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; css?: string[] }
  >;
  const entry = manifest['src/main.tsx'];
  const css = (entry?.css ?? []).map(
    (file) => `<link rel="stylesheet" href="/static/phone/${file}">`,
  );
  response.setHeader('Content-Security-Policy', POLICY);
  send(
    response,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Khảo sát</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">${css.join('')}
<script type="module" src="/static/phone/${entry?.file ?? ''}"></script></head>
<body><div id="app"></div></body></html>`,
  );
}

function asset(response: ServerResponse, name: string): void {
  const file = join(STATIC, name.replace(/\.\./g, ''));
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  send(
    response,
    TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream',
    readFileSync(file),
  );
}

function picture(response: ServerResponse, bytes: Buffer | undefined): void {
  if (bytes) send(response, 'image/jpeg', bytes);
  else json(response, 404, { code: 'not-found', status: 404 });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  send(response, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader('Content-Type', type);
  response.end(body);
}

function serve(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path.startsWith('/api/v1/')) void api(request, response);
  else if (path === '/phone') page(response);
  else if (path === '/phone/sw.js') {
    response.setHeader('Service-Worker-Allowed', '/phone');
    asset(response, 'worker.js');
  } else if (path.startsWith('/static/phone/'))
    asset(response, path.slice('/static/phone/'.length));
  else next();
}

export default defineConfig({
  appType: 'custom',
  plugins: [
    {
      name: 'mock-server',
      configureServer(server) {
        server.middlewares.use(serve);
      },
    },
  ],
});
