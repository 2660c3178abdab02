/** Answers of a layer as the engine wants them: by item code, in their wire form. */

import { isList, type Json } from '../core/canonical';
import type { Layer } from '../entries/entry';
import { readAnswer, readEvidence, readPhoto, type Answer } from '../entries/values';
import { present, valueOf, type Current, type ItemState } from './current';

export function answersOf(current: Current, layer: Layer): Readonly<Record<string, Json>> {
  const pairs = [...current.items].flatMap(([item, state]) => {
    const value = valueOf(layer === 'self' ? state.self : state.team);
    return item !== '' && readAnswer(value) ? [[item, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

export function answerOf(state: ItemState, layer: Layer = 'team'): Answer | null {
  return readAnswer(valueOf(layer === 'self' ? state.self : state.team));
}

/** Documents and photos recorded for an item. */
export function proofOf(state: ItemState): { readonly documents: number; readonly photos: number } {
  const documents = present(state.evidence, readEvidence).filter(({ held }) =>
    [held.number, held.date, held.about].some((words) => words.trim() !== ''),
  );
  return { documents: documents.length, photos: present(state.photos, readPhoto).length };
}

/** Whether something was really answered: an empty text is not. */
export function isAnswered(answer: Answer | null): boolean {
  if (!answer) return false;
  if ('not_applicable' in answer) return true;
  return saysSomething(answer.value);
}

function saysSomething(value: Json): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value !== 'object') return true;
  if (value === null || isList(value)) return (value ?? []).length > 0;
  const { rows, level } = value;
  return (Array.isArray(rows) && rows.length > 0) || typeof level === 'number';
}
