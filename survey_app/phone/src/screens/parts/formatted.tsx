/** A field for words, a figure or a date, as the checklist wants it. */

import type { JSX } from 'preact';
import { shownDate, typedDate } from '../../core/clock';
import { shownFigure, typedFigure } from '../../core/figures';
import type { Format } from '../../form/definition';
import { t } from '../../i18n/say';
import { language } from '../../store/phone';
import { Field } from './field';

interface FormattedProps {
  readonly label: string;
  readonly format: Format;
  readonly value: string;
  readonly disabled: boolean;
  readonly lines?: number;
  readonly onSave: (text: string) => Promise<unknown>;
}

/** A field that knows figures and dates: shown as on paper, kept as the checklist wants them. */
export function Formatted({
  label,
  format,
  value,
  disabled,
  lines,
  onSave,
}: FormattedProps): JSX.Element {
  const { show, read, fault } = FORMATS[format];
  return (
    <Field
      label={label}
      value={show(value)}
      disabled={disabled}
      mode={format === 'decimal' || format === 'integer' ? 'decimal' : 'text'}
      {...(lines !== undefined && format === 'text' ? { lines } : {})}
      problem={(text) => (read(text) === null ? t(fault) : null)}
      onSave={async (text) => onSave(read(text) ?? '')}
    />
  );
}

interface Rule {
  readonly show: (held: string) => string;
  /** null: not what the format asks for. */
  readonly read: (text: string) => string | null;
  readonly fault: 'not_a_figure' | 'not_a_date' | 'whole_only';
}

const shownNumber = (held: string): string => shownFigure(held, language.value);
const readNumber = (text: string): string | null => typedFigure(text, language.value);
const FORMATS: Readonly<Record<Format, Rule>> = {
  text: { show: (held) => held, read: (text) => text, fault: 'not_a_figure' },
  decimal: { show: shownNumber, read: readNumber, fault: 'not_a_figure' },
  integer: {
    show: shownNumber,
    read: (text) => {
      const read = readNumber(text);
      return read !== null && !read.includes('.') ? read : null;
    },
    fault: 'whole_only',
  },
  date: {
    show: shownDate,
    read: (text) => (text.trim() === '' ? '' : typedDate(text)),
    fault: 'not_a_date',
  },
};
