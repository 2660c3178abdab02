/** The reason beside a score, where the checklist says that the team owes one. */

import type { JSX } from 'preact';
import type { Answer } from '../../entries/values';
import type { Item } from '../../form/definition';
import { t } from '../../i18n/say';
import { say } from '../../store/visit';
import { itemReason } from '../../store/items';
import { answerAbout } from '../acts';
import { Field } from '../parts/field';
import { answerNow } from './control';

export function Reason(props: {
  readonly item: Item;
  readonly answer: Answer | null;
  readonly disabled: boolean;
}): JSX.Element | null {
  const { item, answer, disabled } = props;
  if (!answer || 'not_applicable' in answer) return null;
  const why = itemReason(item.code);
  if (why === null && answer.reason === undefined) return null;
  return (
    <Field
      label={t('reason')}
      value={answer.reason ?? ''}
      hint={why === null || answer.reason ? '' : t(`reason_${why}`)}
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
