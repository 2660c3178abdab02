/** A document that proves an item: its number, its date, what it is about. */

import type { JSX } from 'preact';
import { shownDate, typedDate } from '../../core/clock';
import { readEvidence, type Evidence } from '../../entries/values';
import { t } from '../../i18n/later';
import { valueOf } from '../../visit/current';
import { Field } from '../parts/field';
import { Sheet } from '../parts/sheet';
import { cellOf, put, type SheetProps } from './common';
import { WithdrawButton } from './withdraw';

const BLANK: Evidence = { number: '', date: '', about: '' };

export function EvidenceSheet(props: SheetProps): JSX.Element {
  const cell = cellOf('evidence', props);
  const held = readEvidence(valueOf(cell)) ?? BLANK;
  const save = (change: Partial<Evidence>): Promise<void> => {
    const next = { ...(readEvidence(valueOf(cellOf('evidence', props))) ?? BLANK), ...change };
    const isBlank = Object.values(next).every((words) => words.trim() === '');
    return put('evidence', props, isBlank ? null : next);
  };
  const disabled = props.disabled ?? false;
  return (
    <Sheet title={[props.item, t('evidence')].filter(Boolean).join(' · ')} onClose={props.onClose}>
      <Field
        label={t('doc_number')}
        value={held.number}
        hint={t('doc_example')}
        first
        disabled={disabled}
        onSave={(number) => save({ number })}
      />
      <Field
        label={t('doc_date')}
        value={shownDate(held.date)}
        mode="numeric"
        disabled={disabled}
        problem={(text) => (text.trim() === '' || typedDate(text) ? null : t('not_a_date'))}
        onSave={(text) => save({ date: typedDate(text) ?? '' })}
      />
      <Field
        label={t('doc_about')}
        value={held.about}
        lines={3}
        disabled={disabled}
        onSave={(about) => save({ about })}
      />
      <WithdrawButton cell={cell} {...props} />
    </Sheet>
  );
}
