import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerEntry } from '../src/api/shapes';
import { withdraw } from '../src/screens/acts';
import { Draft } from '../src/store/autosave';
import { handOver } from '../src/store/handover';
import * as pictures from '../src/store/pictures';
import { closeVisit, current, log, open, openVisit, reread, say } from '../src/store/visit';
import { login } from '../src/store/phone';
import { refreshVisits, visits } from '../src/store/visits';
import { enter, leave, placeOf, type Workplace } from '../src/store/workplace';
import * as cache from '../src/vault/cache';
import { ownEntries } from '../src/vault/vault';
import { answerOf } from '../src/visit/answers';
import { stateOfItem, valueOf } from '../src/visit/current';
import { visit } from './visits';

const ANSWER = { kind: 'answer', item: 'A1', slot: null, layer: 'team' } as const;
const NOTE = { kind: 'note', item: 'A1', slot: 's', layer: null } as const;

let user = 0;
let place: Workplace;

beforeEach(async () => {
  user += 1;
  place = await enter(placeOf(`races-${user}`));
  visits.value = [visit(), visit({ id: 'v2' })];
});

afterEach(async () => {
  closeVisit();
  await leave();
});

/** The next reading of what the server told waits until it is let go. */
function slowCache(): () => void {
  let go: () => void = () => undefined;
  const gate = new Promise<readonly ServerEntry[]>((resolve) => (go = () => resolve([])));
  vi.spyOn(cache, 'cachedEntries').mockReturnValueOnce(gate);
  return () => go();
}

function shownAnswer(): unknown {
  return answerOf(stateOfItem(current.value, 'A1'));
}

test('what is tapped while the stores are read anew does not vanish from the screen', async () => {
  await openVisit(place, 'v1');
  const go = slowCache();
  const reading = reread(place);
  // What this phone made has been read; what the server told has not.
  await ownEntries(place.vault, 'v1');

  await say(ANSWER, { value: 'yes' });
  go();
  await reading;

  expect(shownAnswer()).toEqual({ value: 'yes' });
});

test('what was read from the store before it is shown is shown once, not as a clash', async () => {
  await openVisit(place, 'v1');
  vi.spyOn(pictures, 'laidAside').mockImplementationOnce(() => reread(place));

  await say(ANSWER, { value: 'yes' });

  expect(log.value).toHaveLength(1);
  expect(current.value.clashes).toEqual([]);
});

test('reading one visit anew never shows it in the place of another', async () => {
  await openVisit(place, 'v1');
  await say(ANSWER, { value: 'yes' });
  const go = slowCache();
  const reading = reread(place);
  await openVisit(place, 'v2');
  go();
  await reading;

  expect(open.value?.visit.id).toBe('v2');
  expect(log.value).toEqual([]);
});

test('of two visits that are opened in a hurry the later one stays open', async () => {
  const go = slowCache();
  const first = openVisit(place, 'v1');
  await openVisit(place, 'v2');
  go();
  await first;

  expect(open.value?.visit.id).toBe('v2');
});

test('what is still typed when a note is withdrawn does not bring it back', async () => {
  await openVisit(place, 'v1');
  await say(NOTE, { text: 'một' });
  const [cell] = stateOfItem(current.value, 'A1').notes;
  const field = new Draft();
  field.later(() => say(NOTE, { text: 'một hai' }));

  if (cell) await withdraw(cell);
  await field.flush();

  expect(valueOf(stateOfItem(current.value, 'A1').notes[0] ?? null)).toBeNull();
});

test('two taps on "withdraw" record one withdrawal', async () => {
  await openVisit(place, 'v1');
  await say(NOTE, { text: 'một' });
  const [cell] = stateOfItem(current.value, 'A1').notes;

  if (cell) await Promise.all([withdraw(cell), withdraw(cell)]);

  expect(log.value).toHaveLength(2);
});

test('two taps on the button hand over once', async () => {
  await openVisit(place, 'v1');
  await Promise.all([handOver(), handOver()]);
  await handOver();

  expect(current.value.submits).toHaveLength(1);
});

test('what is asked for while the list is on its way is asked once more after it', async () => {
  login.value = { user: { id: 'u', name: 'An', username: 'an', role: 'member' }, token: 'pass' };
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.reject(new TypeError('no network'));
  });

  await Promise.all([refreshVisits(place), refreshVisits(place), refreshVisits(place)]);

  expect(asked.filter((path) => path.endsWith('/visits'))).toHaveLength(2);
});
