/** The reason beside a score, where the checklist says that the team owes one. */

import type { JSX } from 'preact';
import type { Answer } from '../../entries/values';
import type { Checklist, Item } from '../../form/definition';
import { t, type WordKey } from '../../i18n/say';
import { say } from '../../store/visit';
import { scores } from '../../store/view';
import { reasonOwed } from '../../visit/scores';
import { answerAbout } from '../acts';
import { Field } from '../parts/field';
import { answerNow } from './control';

export function Reason(props: {
  readonly item: Item;
  readonly answer: Answer | null;
  readonly checklist: Checklist;
  readonly disabled: boolean;
}): JSX.Element | null {
  const { item, answer, checklist, disabled } = props;
  if (!answer || 'not_applicable' in answer) return null;
  const why = whyOwed(checklist, item, answer.judged !== undefined);
  if (why === null && answer.reason === undefined) return null;
  return (
    <Field
      label={t('reason')}
      value={answer.reason ?? ''}
      hint={why === null || answer.reason ? '' : t(why)}
      lines={2}
      disabled={disabled}
      onSave={(text) => {
        const { reason: _, ...rest } = valued(answerNow({ item, layer: 'team' })) ?? answer;
        const next = text.trim() === '' ? rest : { ...rest, reason: text };
        return say(answerAbout(item.code, 'team'), next);
      }}
    />
  );
}

/** What is recorded by now, where it is an answer and not a "not applicable". */
function valued(answer: Answer | null): Extract<Answer, { value: unknown }> | null {
  return answer && 'value' in answer ? answer : null;
}

function whyOwed(checklist: Checklist, item: Item, isJudged: boolean): WordKey | null {
  const found = scores.value;
  const score = found?.items.get(item.code);
  if (!found || !score) return null;
  if (isJudged && score.rule_earned !== score.judged) return 'reason_judged';
  const rule = reasonOwed(checklist, item, found);
  return rule === null ? null : `reason_${rule}`;
}
