/** How the visited unit takes a finding, recorded while everybody is in the room. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { STANCES, type Stance } from '../../entries/values';
import { t } from '../../i18n/later';
import { inLine } from '../../store/autosave';
import { current } from '../../store/visit';
import { unitReply } from '../../visit/replies';
import { Chips } from '../parts/chips';
import { Field } from '../parts/field';
import { put, type SheetProps } from './common';

export function UnitReply(props: SheetProps): JSX.Element {
  const held = unitReply(current.value, props.slot);
  // Who explains or disagrees says why: until there are words, the choice waits here.
  const [waiting, setWaiting] = useState<Stance | null>(null);
  const stance = waiting ?? held?.stance ?? null;
  const disabled = props.disabled ?? false;
  const choose = (next: Stance): Promise<void> => {
    setWaiting(null);
    if (next === held?.stance) return put('reply', about(props), null);
    return keep(props, next, held?.text ?? '', setWaiting);
  };
  return (
    <section class="unit-reply" aria-label={t('unit_reply')}>
      <Chips
        label={t('unit_reply')}
        words={STANCES.map((each) => [each, t(`stance_${each}`)] as const)}
        chosen={stance}
        disabled={disabled}
        onChoose={(next) => void inLine(() => choose(next))}
      />
      {stance !== null && <Words {...{ props, stance, wait: setWaiting }} />}
    </section>
  );
}

function Words(given: {
  readonly props: SheetProps;
  readonly stance: Stance;
  readonly wait: (stance: Stance | null) => void;
}): JSX.Element {
  const { props, stance, wait } = given;
  const text = unitReply(current.value, props.slot)?.text ?? '';
  return (
    <Field
      label={t('unit_reply_text')}
      value={text}
      lines={2}
      hint={stance === 'agree' || text !== '' ? '' : t('unit_reply_why')}
      disabled={props.disabled ?? false}
      onSave={(words) => keep(props, stance, words, wait)}
    />
  );
}

async function keep(
  props: SheetProps,
  stance: Stance,
  text: string,
  wait: (stance: Stance | null) => void,
): Promise<void> {
  const isMute = stance !== 'agree' && text.trim() === '';
  wait(isMute ? stance : null);
  const isStored = unitReply(current.value, props.slot) !== null;
  if (!isMute) await put('reply', about(props), { agree: stance === 'agree', text, stance });
  else if (isStored) await put('reply', about(props), null);
}

/** Whatever item the finding belongs to: the reply is the unit's, and belongs to the finding. */
function about(props: SheetProps): SheetProps {
  return { ...props, item: null };
}
