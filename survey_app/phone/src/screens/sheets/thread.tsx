/** The talk about an item: who said what and when, and a field to answer; offline as well. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shownTime } from '../../core/clock';
import { readComment } from '../../entries/values';
import { t } from '../../i18n/later';
import { Draft } from '../../store/autosave';
import { commentsOf, markRead } from '../../store/comments';
import { itemState, placeOf } from '../../store/items';
import { open, say } from '../../store/visit';
import { workplace } from '../../store/workplace';
import { fact, setFact } from '../../vault/vault';
import { latest, valueOf, type Cell } from '../../visit/current';
import { newAbout, offerUndo } from '../acts';
import { useOwnId } from '../parts/own-id';
import { Sheet } from '../parts/sheet';

/** As much as the lead's desk takes. */
const LONGEST = 5_000;
const OVER: ReadonlySet<string> = new Set(['approved', 'cancelled']);

export function ThreadSheet(props: {
  readonly item: string;
  readonly onClose: () => void;
}): JSX.Element {
  const { item, onClose } = props;
  const state = itemState(item);
  const comments = commentsOf(state);
  useEffect(() => void markRead(item, state), [item, state]);
  const isOver = OVER.has(open.value?.visit.state ?? '');
  return (
    <Sheet title={`${item} · ${t('comments')}`} onClose={onClose}>
      {comments.length === 0 && <p class="faint">{t('no_comments')}</p>}
      <ol class="talk" aria-label={t('comments')} aria-live="polite">
        {comments.map((cell) => (
          <Said key={cell.key} cell={cell} />
        ))}
      </ol>
      {isOver ? <p class="notice">{t('comments_over')}</p> : <Say item={item} />}
    </Sheet>
  );
}

function Said({ cell }: { readonly cell: Cell }): JSX.Element {
  const { entry, author, mine } = latest(cell);
  const isHere = placeOf(entry.id) !== 'server';
  return (
    <li class={mine ? 'mine' : ''}>
      <small class="faint">
        <b>{author || t('by_me')}</b> · {shownTime(entry.made_at)}
        {isHere && ` · ${t(placeOf(entry.id) === 'held' ? 'state_held' : 'state_on_phone')}`}
      </small>
      <p>{readComment(valueOf(cell))}</p>
    </li>
  );
}

/** What is typed waits on the phone until it is sent: half a sentence is no comment yet. */
function Say({ item }: { readonly item: string }): JSX.Element {
  const id = useOwnId();
  const { text, type, clear } = useWaiting(`comment ${open.value?.visit.id ?? ''} ${item}`);
  const send = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (!(await say(newAbout('comment', item), { text: text.trim() }))) return;
    clear();
    offerUndo(t('comment_said'));
  };
  return (
    <div class="field">
      <label for={id}>{t('comment_new')}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={LONGEST}
        data-first
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <button
        type="button"
        class="primary wide"
        disabled={text.trim() === ''}
        onClick={() => void send()}
      >
        {t('comment_send')}
      </button>
    </div>
  );
}

/** Words that are not said yet, kept by name: a phone that dies does not lose them. */
function useWaiting(name: string): {
  readonly text: string;
  readonly type: (next: string) => void;
  readonly clear: () => void;
} {
  const [text, setText] = useState('');
  const draft = useRef(new Draft());
  useEffect(() => {
    const held = draft.current;
    void recall(name).then((words) => setText((now) => now || words));
    return () => void held.end();
  }, [name]);
  const type = (next: string): void => {
    setText(next);
    draft.current.later(() => keep(name, next));
  };
  return { text, type, clear: () => type('') };
}

async function recall(name: string): Promise<string> {
  const held = workplace.value && (await fact(workplace.value.vault, name));
  return typeof held === 'string' ? held : '';
}

async function keep(name: string, words: string): Promise<void> {
  if (workplace.value) await setFact(workplace.value.vault, name, words);
}
