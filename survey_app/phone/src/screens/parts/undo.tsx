/** The way back from the last act, always at the same place in the bar below. */

import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/say';
import { steps } from '../../store/steps';
import { undoLast } from '../acts';
import { Icon } from './icon';

const hasSteps = computed(() => steps.value.length > 0);

export function UndoButton(): JSX.Element {
  return (
    <button
      type="button"
      class="foot-button"
      disabled={!hasSteps.value}
      onClick={() => void undoLast()}
    >
      <Icon name="undo" />
      <span>{t('undo')}</span>
    </button>
  );
}
