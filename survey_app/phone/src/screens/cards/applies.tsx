/** Not applicable: one tap, and a reason. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../../entries/values';
import type { Item } from '../../form/definition';
import { t } from '../../i18n/say';
import { give } from '../acts';
import { ReasonSheet } from '../sheets/sheets';

interface AppliesProps {
  readonly item: Item;
  readonly answer: Answer | null;
  readonly disabled: boolean;
}

export function NotApplicable(props: AppliesProps): JSX.Element | null {
  const { item, answer } = props;
  const [asking, setAsking] = useState(false);
  if (item.kind === 'bonus' || item.kind === 'penalty') return null;
  const reason = answer && 'not_applicable' in answer ? answer.not_applicable : null;
  const ask = (): void => {
    setAsking(true);
  };
  return (
    <>
      {reason === null ? (
        <Applies {...props} onAsk={ask} />
      ) : (
        <AppliesNot {...props} reason={reason} onAsk={ask} />
      )}
      {asking && (
        <ReasonSheet
          title={`${item.code} · ${t('not_applicable_why')}`}
          before={reason ?? ''}
          onReason={(text) => give(item.code, 'team', { not_applicable: text })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Applies(props: AppliesProps & { readonly onAsk: () => void }): JSX.Element {
  return (
    <div class="applies">
      <button
        type="button"
        class="plain"
        disabled={props.disabled}
        onClick={props.onAsk}
        aria-label={`${t('not_applicable')} ${props.item.code}`}
      >
        {t('not_applicable')}
      </button>
    </div>
  );
}

function AppliesNot(
  props: AppliesProps & { readonly reason: string; readonly onAsk: () => void },
): JSX.Element {
  const { item, disabled, reason, onAsk } = props;
  return (
    <div class="applies off">
      <p>
        <b>{t('not_applicable')}</b>: {reason}
      </p>
      <button type="button" class="plain" disabled={disabled} onClick={onAsk}>
        {t('not_applicable_reason')}
      </button>
      <button
        type="button"
        class="plain"
        disabled={disabled}
        onClick={() => void give(item.code, 'team', null)}
      >
        {t('applies_again')}
      </button>
    </div>
  );
}
