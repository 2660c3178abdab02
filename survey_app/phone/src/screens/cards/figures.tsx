/** Answers that are figures: points by step, and an indicator with its target and live share. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shownFigure, typedFigure } from '../../core/figures';
import { say } from '../../store/visit';
import { language } from '../../store/phone';
import { itemLast, itemScore, itemTarget } from '../../store/items';
import type { Answer } from '../../entries/values';
import type { Item } from '../../form/definition';
import { exact, less, minus, plain, plus, ZERO } from '../../form/rational';
import { t } from '../../i18n/say';
import { answerAbout } from '../acts';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { figure } from '../parts/score';
import { Ability } from './late';
import { answerNow, bareValue, tapped, textOf, typed, type ControlProps } from './control';

/** Direct points in steps, by two buttons and the figure between them. */
export function Points(props: ControlProps): JSX.Element {
  const { item, answer, disabled } = props;
  const held = textOf(bareValue(answer));
  return (
    <div class="points-row" role="group" aria-label={props.label}>
      <Step {...{ props, held, up: false }} />
      <output class={held === '' ? 'points-value blank' : 'points-value'}>
        {held === '' ? '–' : shownFigure(held, language.value)}
        <small>/{shownFigure(String(item.points ?? 0), language.value)}</small>
      </output>
      <Step {...{ props, held, up: true }} />
      {held !== '' && (
        <button
          type="button"
          class="plain"
          disabled={disabled}
          onClick={() => void tapped(props, null)}
        >
          {t('clear')}
        </button>
      )}
    </div>
  );
}

function Step(given: {
  readonly props: ControlProps;
  readonly held: string;
  readonly up: boolean;
}): JSX.Element {
  const { props, held, up } = given;
  const step = String(props.item.step ?? 1);
  const most = props.item.points ?? 0;
  return (
    <button
      type="button"
      class="step"
      disabled={props.disabled || held === stepped(held, step, most, up)}
      aria-label={t(up ? 'more' : 'less', { step: shownFigure(step, language.value) })}
      onClick={() => void tapped(props, (now) => stepped(textOf(bareValue(now)), step, most, up))}
    >
      <Icon name={up ? 'plus' : 'minus'} />
    </button>
  );
}

export function Indicator(props: ControlProps): JSX.Element {
  const { item, answer, layer, disabled } = props;
  const isTeam = layer === 'team';
  const words = t('actual') + measureOf(item);
  return (
    <div class="indicator">
      {isTeam && <TargetLine code={item.code} />}
      {isTeam && <LastLine code={item.code} />}
      <Figure
        label={isTeam ? words : `${props.label}: ${words}`}
        value={textOf(bareValue(answer))}
        disabled={disabled}
        onSave={(plainText) => typed(props, plainText === '' ? null : plainText)}
      />
      {isTeam && answer && 'value' in answer && <BesideActual props={props} answer={answer} />}
    </div>
  );
}

interface BesideProps {
  readonly props: ControlProps;
  readonly answer: Extract<Answer, { value: unknown }>;
}

/** The baseline, the rule's score as one types, and the team's own where it judges otherwise. */
function BesideActual({ props, answer }: BesideProps): JSX.Element {
  const { item, disabled } = props;
  const score = itemScore(item.code);
  return (
    <>
      {item.baseline === true && (
        <Figure
          label={t('baseline') + measureOf(item)}
          value={answer.baseline ?? ''}
          disabled={disabled}
          onSave={(plainText) => beside(props, answer, 'baseline', plainText)}
        />
      )}
      {score?.state === 'scored' && (
        <>
          <p class="why" aria-live="polite">
            {t('rule_score', {
              earned: figure(rounded(score.rule_earned ?? score.earned)),
              points: figure(score.points),
            })}{' '}
            · {score.why}
          </p>
          <Judged props={props} answer={answer} />
        </>
      )}
      <Ability props={props} answer={answer} />
    </>
  );
}

function Judged({ props, answer }: BesideProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  const { item, disabled } = props;
  if (answer.judged === undefined && !asked) {
    const ask = (): void => {
      setAsked(true);
    };
    return (
      <button type="button" class="plain" disabled={disabled} onClick={ask}>
        {t('judge')}
      </button>
    );
  }
  return (
    <Figure
      label={t('judged')}
      value={answer.judged ?? ''}
      disabled={disabled}
      most={item.points ?? 0}
      onSave={(plainText) => beside(props, answer, 'judged', plainText)}
    />
  );
}

function measureOf(item: Item): string {
  return item.measure ? ` (${item.measure})` : '';
}

function TargetLine({ code }: { readonly code: string }): JSX.Element {
  const target = itemTarget(code);
  if (!target || (target.term === null && target.milestone === null)) {
    return <p class="target none">{t('target_none')}</p>;
  }
  const line = (words: string, held: string | null): JSX.Element | null =>
    held === null ? null : (
      <span>
        {words}: <b>{shownFigure(held, language.value)}</b>
      </span>
    );
  return (
    <p class="target">
      {line(t('target_milestone'), target.milestone)}
      {line(t('target_term'), target.term)}
      {target.direction === 'down' && <span>{t('target_down')}</span>}
      {target.demo && <span class="flag">{t('target_demo')}</span>}
      {target.source !== '' && (
        <span class="faint">{t('target_source', { source: target.source })}</span>
      )}
    </p>
  );
}

function LastLine({ code }: { readonly code: string }): JSX.Element | null {
  const last = itemLast(code);
  if (!last) return null;
  return (
    <p class="target">
      <span>
        {t('last_result')}: <b>{shownFigure(last.value, language.value)}</b>
      </span>
      {last.round !== '' && <span class="faint">{last.round}</span>}
    </p>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly most?: number;
  /** Called with a plain decimal string, or '' for nothing. */
  readonly onSave: (plain: string) => Promise<unknown>;
}

/** A field for a figure, told as it was read: 1.250 is one thousand two hundred and fifty. */
function Figure({ label, value, disabled, most, onSave }: FigureProps): JSX.Element {
  return (
    <Field
      label={label}
      value={value === '' ? '' : shownFigure(value, language.value)}
      mode="decimal"
      disabled={disabled}
      problem={(text) => problemOf(text, most)}
      echo={(text) => echoOf(text)}
      onSave={async (text) => onSave(typedFigure(text, language.value) ?? '')}
    />
  );
}

function problemOf(text: string, most: number | undefined): string | null {
  const read = typedFigure(text, language.value);
  if (read === null) return t('not_a_figure');
  if (read.startsWith('-')) return t('negative');
  const over = most !== undefined && read !== '' && less(exact(most), exact(read));
  return over ? t('judge_over', { points: shownFigure(String(most), language.value) }) : null;
}

function echoOf(text: string): string | null {
  const read = typedFigure(text, language.value);
  if (read === null || read === '') return null;
  const shown = shownFigure(read, language.value);
  return shown === text.trim() ? null : t('read_as', { figure: shown });
}

async function beside(
  props: ControlProps,
  answer: Extract<Answer, { value: unknown }>,
  key: 'judged' | 'baseline',
  text: string,
): Promise<void> {
  const now = answerNow(props);
  const { [key]: _, ...rest } = now && 'value' in now ? now : answer;
  const next = text === '' ? rest : { ...rest, [key]: text };
  await say(answerAbout(props.item.code, props.layer), next);
}

/** One step on from what is held, kept between nought and the item's points. */
export function stepped(held: string, step: string, points: number, up: boolean): string {
  if (held === '') return up ? String(points) : '0';
  const moved = up ? plus(exact(held), exact(step)) : minus(exact(held), exact(step));
  if (less(moved, ZERO)) return '0';
  return (less(exact(points), moved) ? String(points) : plain(moved)) ?? '0';
}

function rounded(plainText: string | null): string | null {
  return plainText === null ? null : plainText.replace(/(\.\d{2})\d+$/, '$1');
}
