/** "Check my phone": whether this phone and the server have the same, by a code both compute. */

import { signal } from '@preact/signals';
import { fetchCheck, reconcile } from '../api/server';
import type { Visit } from '../api/shapes';
import { localTime } from '../core/clock';
import { checkCode, headsDigest } from '../entries/heads';
import { again, wasTaken } from '../outbox/machine';
import { fact } from '../vault/vault';
import { login } from './phone';
import { hurry } from './sending';
import { logOf } from './visit';
import { pull, visits } from './visits';
import { changeParcels, outbox, unsentOf, workplace, type Workplace } from './workplace';

/** What the comparison of one visit came to. */
export interface Verdict {
  readonly visit: string;
  /** `silent`: the server did not answer. */
  readonly state: 'same' | 'differs' | 'silent';
  readonly here: string;
  readonly there: string;
  /** How many things stand on this phone, and on the server. */
  readonly heads: number;
  readonly headsThere: number;
  /** Not sent yet, or on their way. */
  readonly unsent: number;
  /** Acknowledged once and no longer there: they are being sent again. */
  readonly lost: number;
  /** Photos that the server still waits for. */
  readonly photos: number;
}

export interface Report {
  readonly at: string;
  readonly verdicts: readonly Verdict[];
}

export const report = signal<Report | null>(null);
export const checking = signal(false);

const SETTLED: ReadonlySet<string> = new Set(['cancelled']);
/** The server takes as many ids at a time. */
const PAGE = 500;

/** Compares every visit of the list; what the server lost goes out again. */
export async function checkPhone(): Promise<void> {
  const [place, token] = [workplace.value, login.value?.token];
  if (!place || token == null || checking.value) return;
  checking.value = true;
  try {
    const list = visits.value.filter((visit) => !SETTLED.has(visit.state));
    const verdicts: Verdict[] = [];
    for (const visit of list) verdicts.push(await checkVisit(place, token, visit));
    report.value = { at: localTime(), verdicts };
  } finally {
    checking.value = false;
  }
}

/** First what others recorded is fetched: only then may the two be the same. */
async function checkVisit(place: Workplace, token: string, visit: Visit): Promise<Verdict> {
  const isFresh = await pull(place, visit.id);
  const own = await standing(place, visit.id);
  const unsent = unsentOf(outbox.value, visit.id).length;
  const base = { visit: visit.id, here: checkCode(own.heads_sha256), heads: own.heads, unsent };
  const said = isFresh ? await fetchCheck(token, visit.id) : null;
  if (!said || !('ok' in said)) {
    return { ...base, state: 'silent', there: '', headsThere: 0, lost: 0, photos: 0 };
  }
  const { heads, heads_sha256: digest, missing_photos: photos } = said.ok;
  const isSame = digest === own.heads_sha256;
  const lost = isSame && photos.length === 0 ? 0 : await sendLost(place, token, visit.id);
  return {
    ...base,
    ...{ state: isSame ? 'same' : 'differs', there: checkCode(digest), headsThere: heads },
    ...{ lost, photos: photos.length },
  };
}

/** As at hand-over: what the server holds for the office is not part of it. */
async function standing(
  place: Workplace,
  visit: string,
): Promise<Awaited<ReturnType<typeof headsDigest>>> {
  const log = await logOf(place, visit);
  const taken = log.map((each) => each.entry);
  return headsDigest(taken.filter((entry) => outbox.value.get(entry.id)?.state !== 'held'));
}

/** How many things that were acknowledged are no longer there; each goes out again. */
async function sendLost(place: Workplace, token: string, visit: string): Promise<number> {
  const taken = [...outbox.value.values()].filter((each) => each.visit === visit && wasTaken(each));
  const known = await fact(place.vault, 'epoch');
  const epoch = typeof known === 'string' ? known : '';
  let lost = 0;
  for (let from = 0; from < taken.length; from += PAGE) {
    const page = taken.slice(from, from + PAGE);
    const ids = (kind: string): readonly string[] =>
      page.filter((each) => each.kind === kind).map((each) => each.id);
    const said = await reconcile(token, { epoch, entries: ids('entry'), photos: ids('photo') });
    if (!('ok' in said)) continue;
    const has = new Set([...said.ok.entries, ...said.ok.photos]);
    const gone = new Set(page.map((each) => each.id).filter((id) => !has.has(id)));
    await changeParcels(place, (each) => (gone.has(each.id) ? again(each) : each));
    lost += gone.size;
  }
  if (lost > 0) void hurry();
  return lost;
}
