/** Somebody who took part in the visit. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readAttendee, type Attendee } from '../../entries/values';
import { t } from '../../i18n/later';
import { inLine } from '../../store/autosave';
import { valueOf } from '../../visit/current';
import { Chips } from '../parts/chips';
import { Field } from '../parts/field';
import { Sheet } from '../parts/sheet';
import { cellOf, put, type SheetProps } from './common';
import { WithdrawButton } from './withdraw';

const BLANK: Attendee = { name: '', position: '', side: 'unit' };

export function AttendeeSheet(props: SheetProps): JSX.Element {
  const cell = cellOf('attendee', props);
  const stored = readAttendee(valueOf(cell));
  // Without a name it is nobody yet; what was typed waits here until there is one.
  const [waiting, setWaiting] = useState<Attendee>(stored ?? BLANK);
  const held = stored ?? waiting;
  const disabled = props.disabled ?? false;
  const save = async (change: Partial<Attendee>): Promise<void> => {
    const base = readAttendee(valueOf(cellOf('attendee', props))) ?? waiting;
    const next = { ...base, ...change };
    setWaiting(next);
    const isStored = cellOf('attendee', props) !== null;
    if (next.name.trim() !== '') await put('attendee', props, next);
    else if (isStored) await put('attendee', props, null);
  };
  return (
    <Sheet title={t('attendees')} onClose={props.onClose}>
      <Chips
        label={t('side')}
        words={(['unit', 'team'] as const).map((side) => [side, t(`side_${side}`)] as const)}
        chosen={held.side}
        disabled={disabled}
        onChoose={(side) => void inLine(() => save({ side }))}
      />
      <Field
        label={t('person_name')}
        value={held.name}
        first
        disabled={disabled}
        onSave={(name) => save({ name })}
      />
      <Field
        label={t('position')}
        value={held.position}
        disabled={disabled}
        onSave={(position) => save({ position })}
      />
      <WithdrawButton cell={cell} {...props} />
    </Sheet>
  );
}
