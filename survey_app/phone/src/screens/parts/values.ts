/** What an entry says, in words: for clashes, returns and lists. */

import { shownDate } from '../../core/clock';
import { shownFigure } from '../../core/figures';
import type { Json, JsonObject } from '../../core/canonical';
import { isList } from '../../core/canonical';
import type { Entry } from '../../entries/entry';
import {
  objectOf,
  readAnswer,
  readAttendee,
  readComment,
  readEvidence,
  readFinding,
  readNote,
  readPhoto,
  readReply,
} from '../../entries/values';
import type { Item, Kind } from '../../form/definition';
import { of, t } from '../../i18n/say';
import { language } from '../../store/phone';

export function wordsOfValue(entry: Entry, item: Item | null): string {
  if (entry.value === null) return t('nothing_there');
  return READERS[entry.kind](entry.value, item) || t('nothing_there');
}

export function wordsOfAnswer(value: Json, item: Item | null): string {
  const answer = readAnswer(value);
  if (!answer) return t('nothing_there');
  if ('not_applicable' in answer) return `${t('not_applicable')}: ${answer.not_applicable}`;
  const judged = answer.judged
    ? ` · ${t('judged')}: ${shownFigure(answer.judged, language.value)}`
    : '';
  const ability = answer.ability ? ` · ${t(`ability_${answer.ability.value}`)}` : '';
  const reason = answer.reason ? ` (${answer.reason})` : '';
  return wordsOfBare(answer.value, item) + judged + ability + reason;
}

const READERS: Readonly<Record<Entry['kind'], (value: Json, item: Item | null) => string>> = {
  answer: wordsOfAnswer,
  note: (value) => readNote(value) ?? '',
  photo: wordsOfPhoto,
  finding: (value) => {
    const held = readFinding(value);
    return held ? `${t(`type_${held.type}`)}: ${held.text}` : '';
  },
  evidence: (value) => {
    const held = readEvidence(value);
    return held ? [held.number, shownDate(held.date), held.about].filter(Boolean).join(' · ') : '';
  },
  attendee: (value) => {
    const held = readAttendee(value);
    return held ? [held.name, held.position].filter(Boolean).join(', ') : '';
  },
  reply: (value) => {
    const held = readReply(value);
    if (!held) return '';
    // A reply of the team to the lead says only whether it agrees.
    const isTold = held.agree || objectOf(value)?.['stance'] !== undefined;
    return [isTold ? t(`stance_${held.stance}`) : '', held.text].filter(Boolean).join(': ');
  },
  comment: (value) => readComment(value) ?? '',
  submit: () => t('kind_submit'),
};

/** Most photos have no caption yet when they are listed; that is not to be withdrawn. */
function wordsOfPhoto(value: Json): string {
  const photo = readPhoto(value);
  return photo?.caption === '' ? t('no_caption') : (photo?.caption ?? '');
}

function wordsOfBare(value: Json, item: Item | null): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number' || typeof value === 'string') return wordsOfScalar(value, item);
  return value === null ? t('nothing_there') : t('rows_n', { n: rowsIn(value) });
}

function rowsIn(value: readonly Json[] | JsonObject): number {
  const rows = isList(value) ? value : value['rows'];
  return Array.isArray(rows) ? rows.length : 0;
}

function wordsOfScalar(value: number | string, item: Item | null): string {
  if (value === 'yes' || value === 'no') return t(value);
  const option = (item?.options ?? []).find((each) => each.code === value);
  if (option) return of(option, 'label');
  return wordsOfKind(String(value), item?.kind);
}

function wordsOfKind(text: string, kind: Kind | undefined): string {
  if (kind === 'scale') return t('level_n', { n: text });
  return kind === 'text' ? text : shownFigure(text, language.value);
}
