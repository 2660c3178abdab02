/** A returned item: the lead's words, the proposed score, and agreeing as one tap. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Returned } from '../../api/shapes';
import { shownTime } from '../../core/clock';
import { isList, type Json } from '../../core/canonical';
import { uuid7 } from '../../core/uuid';
import { readReply } from '../../entries/values';
import type { Item } from '../../form/definition';
import { t } from '../../i18n/say';
import { waitingReturns } from '../../store/items';
import { addressOf } from '../../store/route';
import { chapters } from '../../store/view';
import { current, open, say } from '../../store/visit';
import { latest, present, stateOfItem, valueOf, type ItemState } from '../../visit/current';
import { isAfter, isResponded } from '../../visit/progress';
import { answerAbout, asOne, newAbout } from '../acts';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { wordsOfAnswer } from '../parts/values';

interface ReturnProps {
  readonly item: Item;
  readonly returned: Returned;
  readonly state: ItemState;
  readonly disabled: boolean;
}

export function ReturnBox(props: ReturnProps): JSX.Element {
  const { item, returned, state, disabled } = props;
  const proposed = asAnswer(returned.proposed);
  const isDone = isResponded(returned, state);
  return (
    <div class={isDone ? 'returned done' : 'returned'}>
      <p class="returned-by">
        <Icon name={isDone ? 'check' : 'returned'} />
        <b>{t('returned_by', { name: returned.by })}</b>
        <span class="faint">{shownTime(returned.at)}</span>
      </p>
      <blockquote>{returned.reason}</blockquote>
      <p class="sides">
        <span>
          {t('was')}: <b>{state.team ? wordsOfAnswer(valueOf(state.team), item) : t('not_yet')}</b>
        </span>
        {proposed !== null && (
          <span>
            {t('proposed')}: <b>{wordsOfAnswer(proposed, item)}</b>
          </span>
        )}
      </p>
      {proposed !== null && !isAgreed(props) && (
        <button
          type="button"
          class="primary wide"
          disabled={disabled}
          onClick={() => void agree(props, proposed)}
        >
          {t('agree')}
        </button>
      )}
      <AnswerBack {...props} />
      {isDone && <NextReturned after={item.code} />}
    </div>
  );
}

/** The reply that agrees stands: it was made after the return, and nobody took it back. */
function isAgreed({ returned, state }: Pick<ReturnProps, 'returned' | 'state'>): boolean {
  return present(state.replies, readReply).some(
    ({ cell, held }) => held.agree && isAfter(returned, latest(cell)),
  );
}

/** From an answered item to the next that waits: nobody has to look for it. */
function NextReturned({ after }: { readonly after: string }): JSX.Element | null {
  const [visit, waiting] = [open.value?.visit.id, waitingReturns.value];
  const items = chapters.value.flatMap(({ code, items: all }) =>
    all.map((each) => ({ section: code, item: each.code })),
  );
  const here = items.findIndex((each) => each.item === after);
  const inTurn = [...items.slice(here + 1), ...items.slice(0, here)];
  const next = inTurn.find((each) => waiting.has(each.item));
  if (visit === undefined || !next) return null;
  return (
    <a class="plain wide" href={addressOf({ screen: 'section', visit, ...next })}>
      {t('next_returned', { item: next.item, n: waiting.size })}
    </a>
  );
}

function AnswerBack({ item, state, disabled }: ReturnProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  const [fresh] = useState(uuid7);
  const reply = present(state.replies, readReply).slice(-1)[0];
  if (!asked && !reply) {
    const ask = (): void => {
      setAsked(true);
    };
    return (
      <button type="button" class="plain" disabled={disabled} onClick={ask}>
        {t('answer_back')}
      </button>
    );
  }
  const { agree: agreed, text } = reply?.held ?? { agree: false, text: '' };
  const slot = reply?.cell.slot ?? fresh;
  return (
    <Field
      label={t('answer_back_text')}
      value={text}
      hint={agreed ? t('agreed') : ''}
      lines={2}
      disabled={disabled}
      onSave={(words) =>
        say({ kind: 'reply', item: item.code, slot, layer: null }, { agree: agreed, text: words })
      }
    />
  );
}

/**
 * The proposed score becomes the team's answer, and the lead reads that it was agreed to. Once: of
 * two taps in a hurry the second finds it done.
 */
async function agree({ item, returned }: ReturnProps, proposed: Json): Promise<void> {
  await asOne(t('agreed'), async () => {
    if (isAgreed({ returned, state: stateOfItem(current.value, item.code) })) return;
    await say(answerAbout(item.code, 'team'), proposed);
    await say(newAbout('reply', item.code), { agree: true, text: '' });
  });
}

/** A proposal comes as an answer's value; a bare one is put in its place. */
function asAnswer(proposed: Json): Json {
  if (proposed === null) return null;
  const isWhole = typeof proposed === 'object' && !isList(proposed);
  return isWhole ? proposed : { value: proposed };
}
