/** What a tap records, and the way back from it. */

import type { Json } from '../core/canonical';
import { uuid7 } from '../core/uuid';
import { slotKey, type About, type EntryKind, type Layer } from '../entries/entry';
import { t } from '../i18n/say';
import { flushAll, inLine } from '../store/autosave';
import {
  during,
  forgetStep,
  standIn,
  steps,
  takingBack,
  type Change,
  type Step,
} from '../store/steps';
import { current, log, say } from '../store/visit';
import { headsOf } from '../entries/heads';
import { cellAbout, stateOfItem, valueOf, type Cell } from '../visit/current';
import { toast } from './parts/toast';

export function answerAbout(item: string, layer: Layer): About {
  return { kind: 'answer', item, slot: null, layer };
}

/** A new thing of an item, or of the visit where the item is null. */
export function newAbout(kind: EntryKind, item: string | null): About {
  return { kind, item, slot: uuid7(), layer: null };
}

export function aboutOf(cell: Cell): About {
  const { kind, item, slot, layer } = cell.heads[0].entry;
  return { kind, item, slot, layer };
}

/** Records an answer; where it replaces another one, offers the way back. */
export async function give(item: string, layer: Layer, value: Json): Promise<void> {
  const state = stateOfItem(current.value, item);
  const before = valueOf(layer === 'self' ? state.self : state.team);
  const entry = await say(answerAbout(item, layer), value);
  if (entry && before !== null) offerUndo(t('changed'));
}

/** Several changes that one tap asked for, taken back as one. */
export function asOne(words: string, doing: () => Promise<unknown>): Promise<void> {
  return inLine(async () => {
    const mark = lastAct();
    await during(Symbol('act'), doing);
    if (lastAct() !== mark) offerUndo(words, mark);
  });
}

/**
 * Withdraws one thing, with the way back. What is still typed about it goes before, or it would
 * bring it back; of two taps in a hurry the second finds nothing there.
 */
export async function withdraw(cell: Cell): Promise<void> {
  await flushAll();
  const about = aboutOf(cell);
  const done = await inLine(async () => {
    const isThere = valueOf(cellAbout(log.value, slotKey(about))) !== null;
    return isThere ? say(about, null) : null;
  });
  if (done) offerUndo(t('withdrawn'));
}

/** The act that was done last; null before the first. */
export function lastAct(): symbol | null {
  return steps.value[steps.value.length - 1]?.act ?? null;
}

/** Says that something was done, with the way back from all that was done since the act `mark`. */
export function offerUndo(words: string, mark?: symbol | null): void {
  const from = steps.value.findIndex((each) => each.act === mark) + 1;
  const done = mark === undefined ? steps.value.slice(-1) : steps.value.slice(from);
  if (done.length > 0) toast(words, () => takeBack(() => done));
}

/** Takes back the last act on this visit, and says which it was. */
export async function undoLast(): Promise<void> {
  await flushAll();
  await takeBack(() => steps.value.slice(-1));
}

/**
 * The newest first. What a colleague changed since stays: taking back must not undo the work of
 * somebody else. Two taps in a hurry are two acts, so what is meant is asked when its turn comes.
 */
async function takeBack(meant: () => readonly Step[]): Promise<void> {
  const done = await inLine(async () => {
    const acts = meant().map((step) => step.act);
    const said = { item: meant()[0]?.changes[0]?.about.item ?? '', kept: 0 };
    for (const act of [...acts].reverse()) said.kept += await takeBackStep(act);
    return said;
  });
  toast(t(done.kept === 0 ? 'undone' : 'undone_partly', { item: done.item }).trim());
}

/** How many of its changes had to stay. */
async function takeBackStep(act: symbol): Promise<number> {
  const step = steps.value.find((each) => each.act === act);
  if (!step) return 0;
  let kept = 0;
  for (const change of [...step.changes].reverse()) if (!(await backTo(change))) kept += 1;
  forgetStep(step);
  return kept;
}

/** Whether what stood before could be said again. */
async function backTo(change: Change): Promise<boolean> {
  if (!isStill(change)) return false;
  const entry = await takingBack(() => say(change.about, change.before));
  if (entry && change.over !== null) standIn(change.over, entry.id);
  return entry !== null;
}

function isStill({ about, entry }: Change): boolean {
  const key = slotKey(about);
  const entries = log.value.map((each) => each.entry).filter((each) => slotKey(each) === key);
  const heads = headsOf(entries);
  return heads.length === 1 && heads[0]?.id === entry;
}
