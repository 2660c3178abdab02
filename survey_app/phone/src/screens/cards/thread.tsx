/** What was said about an item last, by whom and when; a tap opens the whole talk. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shownTime } from '../../core/clock';
import { readComment } from '../../entries/values';
import { t } from '../../i18n/say';
import { commentsOf, unreadItems } from '../../store/comments';
import { latest, valueOf, type ItemState } from '../../visit/current';
import { Icon } from '../parts/icon';
import { ThreadSheet } from '../sheets/sheets';

export function Thread(props: {
  readonly item: string;
  readonly state: ItemState;
}): JSX.Element | null {
  const { item, state } = props;
  const [opened, setOpened] = useState(false);
  const comments = commentsOf(state);
  const last = comments[comments.length - 1];
  if (!last && !opened) return null;
  return (
    <>
      {last && (
        <button type="button" class="attached thread" onClick={() => setOpened(true)}>
          <Icon name="comment" />
          <span>
            <small class="faint">
              {latest(last).author || t('by_me')} · {shownTime(latest(last).entry.made_at)}
            </small>
            <br />
            {readComment(valueOf(last))}
          </span>
          <Count item={item} all={comments.length} />
        </button>
      )}
      {opened && <ThreadSheet item={item} onClose={() => setOpened(false)} />}
    </>
  );
}

function Count({ item, all }: { readonly item: string; readonly all: number }): JSX.Element {
  const fresh = unreadItems.value.get(item) ?? 0;
  return fresh > 0 ? (
    <span class="flag warm fresh">{t('comments_fresh', { n: fresh })}</span>
  ) : (
    <small class="faint">{all > 1 && t('comments_n', { n: all })}</small>
  );
}
