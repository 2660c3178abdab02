/** Two people recorded the same without seeing each other's: both values, settled by one tap. */

import type { JSX } from 'preact';
import type { Item } from '../../form/definition';
import type { Logged } from '../../entries/entry';
import { t } from '../../i18n/later';
import { say } from '../../store/visit';
import type { Cell } from '../../visit/current';
import { aboutOf } from '../acts';
import { wordsOfValue } from '../parts/values';

export function ClashBox(props: {
  readonly cells: readonly (Cell | null)[];
  readonly item: Item | null;
  readonly disabled: boolean;
}): JSX.Element | null {
  const clashes = props.cells.filter((cell): cell is Cell => (cell?.heads.length ?? 0) > 1);
  if (clashes.length === 0) return null;
  return (
    <div class="clash" role="group" aria-label={t('gap_clash')}>
      <p>
        <b>{t('clash_intro')}</b>
      </p>
      {clashes.map((cell) =>
        cell.heads.map((head) => (
          <Side
            key={head.entry.id}
            {...{ cell, head, item: props.item, disabled: props.disabled }}
          />
        )),
      )}
    </div>
  );
}

/** Choosing one supersedes both heads: the entry says again what the chosen one said. */
function Side(props: {
  readonly cell: Cell;
  readonly head: Logged;
  readonly item: Item | null;
  readonly disabled: boolean;
}): JSX.Element {
  const { cell, head, item, disabled } = props;
  return (
    <div class="side">
      <div>
        <b class="side-value">{wordsOfValue(head.entry, item)}</b>
        <p class="faint">{head.mine ? t('by_me') : head.author}</p>
      </div>
      <button
        type="button"
        class="plain"
        disabled={disabled}
        onClick={() => void say(aboutOf(cell), head.entry.value)}
      >
        {t('choose_this')}
      </button>
    </div>
  );
}
