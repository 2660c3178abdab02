/** The card of an item: wording, anchors behind a tap, the answer, and what belongs to it. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Checklist, Item } from '../../form/definition';
import { of, t } from '../../i18n/say';
import {
  isItemBroken,
  isItemOpen,
  itemReturn,
  itemScore,
  itemState,
  placeOf,
} from '../../store/items';
import { checklist } from '../../store/visit';
import { answerOf } from '../../visit/answers';
import { latest, type ItemState } from '../../visit/current';
import { figure } from '../parts/score';
import { Icon } from '../parts/icon';
import { AnswerControl, hasSelfScore } from './answer';
import { Given } from './given';
import { Attached } from './attached';
import { NotApplicable } from './applies';
import { ClashBox, ReturnBox } from './late';
import { Reason } from './reason';
import { Thread } from './thread';
import { Tools } from './tools';

interface CardProps {
  readonly item: Item;
  /** The item that was jumped to. */
  readonly wanted: boolean;
}

/** Follows its own item only: an answer elsewhere draws nothing here anew. */
export function Card({ item, wanted }: CardProps): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const state = itemState(item.code);
  const disabled = !isItemOpen(item.code);
  const returned = itemReturn(item.code);
  useEffect(() => {
    if (wanted) box.current?.scrollIntoView({ block: 'start' });
    if (wanted) box.current?.focus();
  }, [wanted]);
  return (
    <article
      class={wanted ? 'card item wanted' : 'card item'}
      ref={box}
      tabIndex={-1}
      aria-labelledby={`label-${item.code}`}
      data-testid={`item-${item.code}`}
    >
      <Wording item={item} state={state} />
      {returned && <ReturnBox {...{ item, returned, state, disabled }} />}
      {hasClash(state) && (
        <ClashBox cells={[state.team, state.self]} item={item} disabled={disabled} />
      )}
      <Answering {...{ item, state, disabled }} />
      <Tools item={item} state={state} disabled={disabled} />
      <Attached state={state} disabled={disabled} />
      <Thread item={item.code} state={state} />
    </article>
  );
}

function Wording({ item, state }: { readonly item: Item; readonly state: ItemState }): JSX.Element {
  const [more, setMore] = useState(false);
  const anchors = item.levels ?? [];
  const hasMore = anchors.length > 0 || Boolean(item.hint) || Boolean(item.guidance);
  return (
    <>
      <div class="item-top">
        <span class="code">{item.code}</span>
        <span class="faint">{pointsWords(item)}</span>
        <SavedState state={state} />
      </div>
      <h2 id={`label-${item.code}`}>
        {of(item, 'label')}
        {item.required === true && <small class="flag">{t('required')}</small>}
      </h2>
      {hasMore && (
        <button type="button" class="more" aria-expanded={more} onClick={() => setMore(!more)}>
          <Icon name="info" />
          {t(anchors.length > 0 ? 'show_anchors' : 'hint')}
        </button>
      )}
      {more && <Guidance item={item} />}
    </>
  );
}

function Guidance({ item }: { readonly item: Item }): JSX.Element {
  return (
    <div class="guidance">
      {(item.levels ?? []).length > 0 && (
        <ol class="anchors" start={0}>
          {(item.levels ?? []).map((level) => (
            <li key={level.value}>
              <b>{level.value}</b> {anchorWords(of(level, 'label'), level.value)}
            </li>
          ))}
        </ol>
      )}
      {item.hint && <p>{of(item, 'hint')}</p>}
      {item.guidance && <p>{of(item, 'guidance')}</p>}
      {item.owner && <p class="faint">{item.owner}</p>}
    </div>
  );
}

function Answering(props: {
  readonly item: Item;
  readonly state: ItemState;
  readonly disabled: boolean;
}): JSX.Element {
  const { item, state, disabled } = props;
  const asked = checklist.value;
  const answer = answerOf(state);
  const applies = answer === null || 'value' in answer;
  const withSelf = asksSelf(asked, item);
  return (
    <div class="answering">
      {applies && (
        <>
          {withSelf && <p class="layer-name">{t('team_score')}</p>}
          <Given {...{ item, answer, disabled, layer: 'team', label: t('team_score') }} />
          <Broken item={item} />
          <Earned item={item} />
          <Reason {...{ item, answer, disabled }} />
        </>
      )}
      <NotApplicable {...{ item, answer, disabled }} />
      {applies && withSelf && <SelfScore {...{ item, state, disabled }} />}
    </div>
  );
}

/** What the unit says of itself, beside the team's score and never in its place. */
function SelfScore(props: {
  readonly item: Item;
  readonly state: ItemState;
  readonly disabled: boolean;
}): JSX.Element {
  const { item, state, disabled } = props;
  const label = t('self_score');
  return (
    <div class="self">
      {item.kind !== 'indicator' && <p class="layer-name">{label}</p>}
      <AnswerControl
        {...{ item, disabled, label, layer: 'self' }}
        answer={answerOf(state, 'self')}
      />
    </div>
  );
}

function Broken({ item }: { readonly item: Item }): JSX.Element | null {
  if (!isItemBroken(item.code)) return null;
  return (
    <p class="form-problem" role="alert">
      {of(item, 'constraint_message') || t('gap_invalid')}
    </p>
  );
}

/** What the answer earned; an indicator says it in its own words. */
function Earned({ item }: { readonly item: Item }): JSX.Element | null {
  const score = itemScore(item.code);
  if (score?.state !== 'scored' || item.kind === 'indicator') return null;
  const facts = { earned: figure(score.earned_shown), points: figure(score.points) };
  return (
    <p class="why" aria-live="polite">
      {t('earned', facts)}
      {item.kind === 'scale' && ` · ${score.why}`}
    </p>
  );
}

/** Where the answer is, in a word: on this phone, on its way, on the server, held. */
function SavedState({ state }: { readonly state: ItemState }): JSX.Element | null {
  if (!state.team) return null;
  const where = placeOf(latest(state.team).entry.id);
  return <span class={`where where-${where}`}>{t(WHERE[where])}</span>;
}

const WHERE = {
  phone: 'state_on_phone',
  sending: 'state_sending',
  server: 'state_on_server',
  held: 'state_held',
} as const;

function hasClash({ team, self }: ItemState): boolean {
  return [team, self].some((cell) => (cell?.heads.length ?? 0) > 1);
}

function asksSelf(asked: Checklist | null, item: Item): boolean {
  return asked?.self_scores !== false && hasSelfScore(item);
}

function pointsWords(item: Item): string {
  if (item.points === null) return t('not_scored');
  const points = figure(String(Math.abs(item.points)));
  return t(item.kind === 'penalty' ? 'points_off' : 'points_max', { points });
}

/** Anchors often begin with their own number; it is not said twice. */
function anchorWords(words: string, value: number): string {
  return words.replace(new RegExp(`^${value}\\s*[–-]\\s*`), '');
}
