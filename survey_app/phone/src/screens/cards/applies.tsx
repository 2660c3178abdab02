/** Not applicable: one tap, and a reason. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../../entries/values';
import type { Item } from '../../form/definition';
import { t } from '../../i18n/say';
import { give } from '../acts';
import { ReasonSheet } from '../sheets/sheets';

export function NotApplicable(props: {
  readonly item: Item;
  readonly answer: Answer | null;
  readonly disabled: boolean;
}): JSX.Element | null {
  const { item, answer, disabled } = props;
  const [asking, setAsking] = useState(false);
  if (item.kind === 'bonus' || item.kind === 'penalty') return null;
  const reason = answer && 'not_applicable' in answer ? answer.not_applicable : null;
  return (
    <div class={reason === null ? 'applies' : 'applies off'}>
      {reason !== null && (
        <p>
          <b>{t('not_applicable')}</b>: {reason}
        </p>
      )}
      <button
        type="button"
        class="plain"
        disabled={disabled}
        onClick={() => { setAsking(true); }}
        aria-label={`${t(reason === null ? 'not_applicable' : 'not_applicable_reason')} ${item.code}`}
      >
        {t(reason === null ? 'not_applicable' : 'not_applicable_reason')}
      </button>
      {reason !== null && (
        <button
          type="button"
          class="plain"
          disabled={disabled}
          onClick={() => void give(item.code, 'team', null)}
        >
          {t('applies_again')}
        </button>
      )}
      {asking && (
        <ReasonSheet
          title={`${item.code} · ${t('not_applicable_why')}`}
          before={reason ?? ''}
          onReason={(text) => give(item.code, 'team', { not_applicable: text })}
          onClose={() => { setAsking(false); }}
        />
      )}
    </div>
  );
}
