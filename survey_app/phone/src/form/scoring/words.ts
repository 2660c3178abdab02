/**
 * The sentences of an explanation, Vietnamese and English: the twin of `forms/scoring/words.py`,
 * word for word.
 */

import { filled } from '../phrases';
import type { Facts, Language, Phrase } from '../phrases';
import { brief, HUNDRED, times } from '../rational';
import type { Rational } from '../rational';

const WORDS = {
  level: ['mức {level}/{top}', 'level {level} of {top}'],
  level_anchor: ['mức {level}/{top}: {anchor}', 'level {level} of {top}: {anchor}'],
  yes: ['Có', 'Yes'],
  no: ['Không', 'No'],
  points: ['{value}/{points} điểm', '{value} of {points} points'],
  option: ['chọn: {option}', 'chosen: {option}'],
  bonus: ['cộng {value} điểm', 'adds {value} points'],
  penalty: ['trừ {value} điểm', 'takes off {value} points'],
  milestone: ['mốc', 'the milestone'],
  term: ['chỉ tiêu cả nhiệm kỳ', 'the target of the term'],
  ratio: [
    'kết quả {actual} so với {basis} {target}: {ratio}',
    '{actual} against {basis} {target}: {ratio}',
  ],
  ratio_up_full: [
    'kết quả {actual} so với {basis} {target}: {ratio}, tính 100%',
    '{actual} against {basis} {target}: {ratio}, counted as 100%',
  ],
  ratio_down: [
    'kết quả {actual}, {basis} {target}, càng thấp càng tốt: {ratio}',
    '{actual}, {basis} {target}, lower is better: {ratio}',
  ],
  ratio_down_full: [
    'kết quả {actual} không vượt {basis} {target}, càng thấp càng tốt: 100%',
    '{actual} does not exceed {basis} {target}, lower is better: 100%',
  ],
  band: ['{why}; từ {from}: hưởng {share}', '{why}; from {from} on: {share}'],
  band_none: ['{why}; chưa tới khung nào: 0%', '{why}; no band reached: 0%'],
  target_zero: [
    'kết quả {actual}, {basis} bằng 0: tính 100%',
    '{actual}, {basis} is 0: counted as 100%',
  ],
  target_zero_kept: [
    'kết quả bằng 0, {basis} bằng 0: 100%',
    'the result is 0 and {basis} is 0: 100%',
  ],
  target_zero_missed: ['kết quả {actual}, {basis} bằng 0: 0%', '{actual}, {basis} is 0: 0%'],
  judged: [
    '{why}; theo quy tắc {rule} điểm, chấm {judged} điểm vì: {reason}',
    '{why}; {rule} points by the rule, judged {judged} because: {reason}',
  ],
  judged_without_reason: [
    '{why}; chấm {judged} điểm nhưng chưa nêu lý do, tính {rule} điểm theo quy tắc',
    "{why}; judged {judged} without a reason, so the rule's {rule} points count",
  ],
  not_applicable: ['không áp dụng: {reason}', 'not applicable: {reason}'],
  irrelevant: [
    'không áp dụng theo điều kiện của phiếu',
    'not applicable by a condition of the checklist',
  ],
  not_answered: ['chưa trả lời', 'not answered yet'],
  level_missing: ['chưa chấm mức đầy đủ của bảng', 'the completeness is not scored yet'],
  invalid: ['câu trả lời không hợp lệ: {message}', 'invalid answer: {message}'],
  not_answered_no_target: ['chưa trả lời; chưa có chỉ tiêu', 'not answered yet; no target yet'],
  no_target_actual: ['chưa có chỉ tiêu; kết quả {actual}', 'no target yet; the result is {actual}'],
  not_scored: ['không chấm điểm', 'not scored'],
  option_not_scored: [
    'chọn: {option}; phương án không chấm điểm',
    'chosen: {option}; the option is not scored',
  ],
  penalties_off: ['điểm trừ không bật trong đợt này', 'penalties are off in this round'],
  parent: [
    '{scored}/{scorable} ý được chấm: {earned}/{possible} điểm',
    '{scored} of {scorable} sub-items scored: {earned} of {possible} points',
  ],
  nothing_scored: ['chưa có tiêu chí nào được chấm', 'nothing is scored yet'],
  capped: ['{line}, tối đa {cap}', '{line}, at most {cap}'],
  clamped: ['{line}, tính {bound}', '{line}, counted as {bound}'],
  item_is: ['tiêu chí {item} là “{value}”', 'item {item} is “{value}”'],
  item_is_not: ['tiêu chí {item} không phải “{value}”', 'item {item} is not “{value}”'],
  section_share: ['mục {section} đạt {share}', 'section {section} has {share}'],
  sections_below: [
    '{sections}: dưới {percent} điểm chuẩn',
    '{sections}: below {percent} of the points',
  ],
  sections_not_below: [
    'không có mục nào dưới {percent} điểm chuẩn',
    'no section is below {percent} of its points',
  ],
  evidence_unknown: ['chưa xét minh chứng', 'evidence has not been looked at'],
  evidence_missing: ['thiếu minh chứng: {items}', 'evidence is missing: {items}'],
  evidence_complete: ['đủ minh chứng', 'the evidence is complete'],
  penalty_applies: ['có điểm trừ: {items}', 'a penalty applies: {items}'],
  penalty_none: ['không có điểm trừ', 'no penalty applies'],
} as const satisfies Record<string, Phrase>;

export type WordKey = keyof typeof WORDS;

export interface Words {
  readonly language: Language;
  readonly say: (key: WordKey, facts?: Facts) => string;
  /** A figure in a line of working, with the language's decimal sign. */
  readonly number: (value: Rational) => string;
  /** A share (1 is the whole) in percent. */
  readonly percent: (share: Rational) => string;
  /** What the checklist says, in Vietnamese where it has no English. */
  readonly text: (vi: string, en: string | undefined) => string;
}

export function wordsIn(language: Language): Words {
  const number = (value: Rational): string => {
    const text = brief(value).replace('-', '−');
    return language === 'en' ? text : text.replace('.', ',');
  };
  return {
    language,
    number,
    say: (key, facts = {}) => filled(WORDS[key], facts, language),
    percent: (share) => `${number(times(share, HUNDRED))}%`,
    text: (vi, en = '') => (language === 'en' && en !== '' ? en : vi),
  };
}
