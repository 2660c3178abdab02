/** A note: words that belong to an item, saved while one types. */

import type { JSX } from 'preact';
import { readNote } from '../../entries/values';
import { t } from '../../i18n/later';
import { valueOf } from '../../visit/current';
import { Field } from '../parts/field';
import { Sheet } from '../parts/sheet';
import { cellOf, put, type SheetProps } from './common';
import { WithdrawButton } from './withdraw';

export function NoteSheet(props: SheetProps): JSX.Element {
  const cell = cellOf('note', props);
  return (
    <Sheet title={[props.item, t('note')].filter(Boolean).join(' · ')} onClose={props.onClose}>
      <Field
        label={t('note')}
        value={readNote(valueOf(cell)) ?? ''}
        lines={6}
        first
        disabled={props.disabled ?? false}
        onSave={(text) => put('note', props, text.trim() === '' ? null : { text })}
      />
      <WithdrawButton cell={cell} {...props} />
    </Sheet>
  );
}
