/** The answer's control, or what the plan of the visit says until somebody changes it. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { localTime, shownTime, today } from '../../core/clock';
import type { Item } from '../../form/definition';
import { t } from '../../i18n/say';
import { itemKnown } from '../../store/items';
import { AnswerControl } from './answer';
import { tapped, type ControlProps } from './control';

/** What a phone knows by itself when the visit begins and ends. */
const MOMENTS: ReadonlySet<string | undefined> = new Set(['visit_start', 'visit_end']);

export function Given(props: ControlProps): JSX.Element {
  const { item, answer, disabled } = props;
  const box = useRef<HTMLDivElement>(null);
  const [changing, setChanging] = useState(false);
  useEffect(() => {
    if (changing) box.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [changing]);
  const known = itemKnown(item.code);
  if (answer === null && known !== null && !changing) {
    return <Known known={known} disabled={disabled} onChange={() => setChanging(true)} />;
  }
  return (
    <div ref={box}>
      <AnswerControl {...props} {...(known === null ? {} : { known })} />
      {answer === null && MOMENTS.has(item.prefill) && (
        <button
          type="button"
          class="plain"
          disabled={disabled}
          onClick={() => void tapped(props, moment(item))}
        >
          {t('now')}
        </button>
      )}
    </div>
  );
}

function Known(props: {
  readonly known: string;
  readonly disabled: boolean;
  readonly onChange: () => void;
}): JSX.Element {
  return (
    <div class="known">
      <p>
        <b>{props.known}</b> <span class="faint">{t('by_plan')}</span>
      </p>
      <button type="button" class="plain" disabled={props.disabled} onClick={props.onChange}>
        {t('change')}
      </button>
    </div>
  );
}

/** This moment as the item wants it: a day where it asks for a date, else the time and the day. */
function moment(item: Item): string {
  return item.format === 'date' ? today() : shownTime(localTime());
}
