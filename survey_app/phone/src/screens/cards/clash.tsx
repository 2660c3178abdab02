/** Two people recorded the same without seeing each other's: both values, settled by one tap. */

import type { JSX } from 'preact';
import type { Item } from '../../form/definition';
import { slotKey, type Logged } from '../../entries/entry';
import { t } from '../../i18n/later';
import { inLine } from '../../store/autosave';
import { log, say } from '../../store/visit';
import { cellAbout, type Cell } from '../../visit/current';
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

/** The entry says again what the chosen one said; a second tap finds nothing to settle any more. */
async function settle(cell: Cell, chosen: Logged): Promise<void> {
  const about = aboutOf(cell);
  const now = cellAbout(log.value, slotKey(about));
  if ((now?.heads.length ?? 0) > 1) await say(about, chosen.entry.value);
}

/** Choosing one supersedes both heads. */
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
        onClick={() => void inLine(() => settle(cell, head))}
      >
        {t('choose_this')}
      </button>
    </div>
  );
}
