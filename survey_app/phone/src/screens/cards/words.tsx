/** Answers in words; also figures and dates. */

import type { JSX } from 'preact';
import { t } from '../../i18n/say';
import { Formatted } from '../parts/formatted';
import { bareValue, typed, type ControlProps } from './control';

export function Words(props: ControlProps): JSX.Element {
  const { item, answer, disabled } = props;
  const held = bareValue(answer);
  return (
    <Formatted
      label={t('text_here')}
      format={item.format ?? 'text'}
      value={typeof held === 'string' ? held : (props.known ?? '')}
      lines={item.points === null && item.hint === undefined ? 1 : 3}
      disabled={disabled}
      onSave={(text) => typed(props, text === '' ? null : text)}
    />
  );
}
