/** Tells the office how much is on this phone only; a courtesy, which nothing waits for. */

import { call } from '../api/http';
import { fact } from '../vault/vault';
import { onHeard } from './visits';
import { outbox, unsentOf, type Workplace } from './workplace';

/** Milliseconds after which it is said again although nothing changed. */
const AGAIN = 600_000;

let told = { words: '', at: 0 };

/** Tells what is unsent now, unless the server has just heard the same. */
export async function tellOffice({ vault }: Workplace, token: string): Promise<void> {
  // A phone gets its name with the first thing recorded: before that there is nothing to tell.
  const device = await fact(vault, 'device');
  if (typeof device !== 'string') return;
  const unsent = unsentOf(outbox.value);
  const entries = unsent.filter((each) => each.kind === 'entry').length;
  const words = `${device} ${entries} ${unsent.length}`;
  const now = Date.now();
  // A clock that was set back is no reason to fall silent.
  const isNew = words !== told.words || Math.abs(now - told.at) > AGAIN;
  const json = { entries, photos: unsent.length - entries };
  if (isNew && (await isHeard(token, device, json))) told = { words, at: now };
}

async function isHeard(token: string, device: string, json: unknown): Promise<boolean> {
  return (await call({ method: 'PUT', path: `/devices/${device}`, token, json })).kind === 'ok';
}

onHeard((place, token) => void tellOffice(place, token).catch(() => undefined));
