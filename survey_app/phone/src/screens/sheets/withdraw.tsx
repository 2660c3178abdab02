/** Taking one thing back; nothing is deleted, and the toast has the way back. */

import type { JSX } from 'preact';
import { t } from '../../i18n/later';
import { valueOf, type Cell } from '../../visit/current';
import { withdraw } from '../acts';
import { Icon } from '../parts/icon';

export function WithdrawButton(props: {
  readonly cell: Cell | null;
  readonly disabled?: boolean;
  readonly onClose: () => void;
}): JSX.Element | null {
  const { cell, disabled, onClose } = props;
  if (cell === null || valueOf(cell) === null) return null;
  return (
    <button
      type="button"
      class="plain danger"
      disabled={disabled ?? false}
      onClick={() => void withdraw(cell).then(onClose)}
    >
      <Icon name="bin" />
      {t('withdraw')}
    </button>
  );
}
