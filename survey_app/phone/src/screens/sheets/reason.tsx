/** A sheet that asks for one reason, and does nothing without it. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/later';
import { useOwnId } from '../parts/own-id';
import { Sheet } from '../parts/sheet';

export function ReasonSheet(props: {
  readonly title: string;
  readonly before: string;
  readonly onReason: (text: string) => Promise<unknown>;
  readonly onClose: () => void;
}): JSX.Element {
  const [text, setText] = useState(props.before);
  const [asked, setAsked] = useState(false);
  const id = useOwnId();
  const done = (): void => {
    setAsked(true);
    if (text.trim() !== '') void props.onReason(text.trim()).then(props.onClose);
  };
  const missing = asked && text.trim() === '';
  return (
    <Sheet title={props.title} onClose={props.onClose} foot={<DoneButton onDone={done} />}>
      <div class={missing ? 'field wrong' : 'field'}>
        <label for={id}>{t('not_applicable_reason')}</label>
        <textarea
          id={id}
          rows={3}
          data-first
          value={text}
          aria-invalid={missing}
          aria-describedby={`${id}-under`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id={`${id}-under`} class="under">
          {t(missing ? 'reason_missing' : 'not_applicable_hint')}
        </p>
      </div>
    </Sheet>
  );
}

function DoneButton({ onDone }: { readonly onDone: () => void }): JSX.Element {
  return (
    <button type="button" class="primary" onClick={onDone}>
      {t('done')}
    </button>
  );
}
