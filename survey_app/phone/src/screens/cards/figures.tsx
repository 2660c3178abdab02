/** Answers that are figures: points by step, and an indicator with its target and live share. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shownFigure, typedFigure } from '../../core/figures';
import { say } from '../../store/visit';
import { language } from '../../store/phone';
import { scores } from '../../store/view';
import { open } from '../../store/visit';
import type { Answer } from '../../entries/values';
import { exact, less, minus, plain, plus, ZERO } from '../../form/rational';
import { t } from '../../i18n/say';
import { answerAbout } from '../acts';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { figure } from '../parts/score';
import { bareValue, tapped, typed, type ControlProps } from './control';

/** Direct points in steps, by two buttons and the figure between them. */
export function Points(props: ControlProps): JSX.Element {
  const { item, answer, disabled } = props;
  const step = String(item.step ?? 1);
  const held = textOf(bareValue(answer));
  const move = (up: boolean): void => {
    void tapped(props, stepped(held, step, item.points ?? 0, up));
  };
  const button = (up: boolean): JSX.Element => (
    <button
      type="button"
      class="step"
      disabled={disabled || held === stepped(held, step, item.points ?? 0, up)}
      aria-label={t(up ? 'more' : 'less', { step: shownFigure(step, language.value) })}
      onClick={() => { move(up); }}
    >
      <Icon name={up ? 'plus' : 'minus'} />
    </button>
  );
  return (
    <div class="points-row" role="group" aria-label={props.label}>
      {button(false)}
      <output class={held === '' ? 'points-value blank' : 'points-value'}>
        {held === '' ? '–' : shownFigure(held, language.value)}
        <small>/{shownFigure(String(item.points ?? 0), language.value)}</small>
      </output>
      {button(true)}
      {held !== '' && (
        <button type="button" class="plain" disabled={disabled} onClick={() => void tapped(props, null)}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

export function Indicator(props: ControlProps): JSX.Element {
  const { item, answer, layer, disabled } = props;
  const measure = item.measure ? ` (${item.measure})` : '';
  return (
    <div class="indicator">
      {layer === 'team' && <TargetLine code={item.code} />}
      <Figure
        label={layer === 'team' ? t('actual') + measure : `${props.label}: ${t('actual')}${measure}`}
        value={textOf(bareValue(answer))}
        disabled={disabled}
        onSave={(plainText) => typed(props, plainText === '' ? null : plainText)}
      />
      {layer === 'team' && item.baseline === true && answer && 'value' in answer && (
        <Figure
          label={t('baseline') + measure}
          value={answer.baseline ?? ''}
          disabled={disabled}
          onSave={(plainText) => beside(props, answer, 'baseline', plainText)}
        />
      )}
      {layer === 'team' && answer && 'value' in answer && (
        <RuleAndJudged props={props} answer={answer} />
      )}
    </div>
  );
}

/** The rule's score as one types, and beside it the team's own where it judges otherwise. */
function RuleAndJudged(given: {
  readonly props: ControlProps;
  readonly answer: Extract<Answer, { value: unknown }>;
}): JSX.Element | null {
  const { props, answer } = given;
  const score = scores.value?.items.get(props.item.code);
  const [asked, setAsked] = useState(false);
  if (!score || score.state !== 'scored') return null;
  const rule = score.rule_earned ?? score.earned;
  const points = figure(score.points);
  const isJudged = answer.judged !== undefined;
  return (
    <>
      <p class="why" aria-live="polite">
        {t('rule_score', { earned: figure(rounded(rule)), points })} · {score.why}
      </p>
      {isJudged || asked ? (
        <Figure
          label={t('judged')}
          value={answer.judged ?? ''}
          disabled={props.disabled}
          most={props.item.points ?? 0}
          onSave={(plainText) => beside(props, answer, 'judged', plainText)}
        />
      ) : (
        <button type="button" class="plain" disabled={props.disabled} onClick={() => { setAsked(true); }}>
          {t('judge')}
        </button>
      )}
    </>
  );
}

function TargetLine({ code }: { readonly code: string }): JSX.Element {
  const target = open.value?.visit.targets[code];
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
      {target.source !== '' && <span class="faint">{t('target_source', { source: target.source })}</span>}
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
      onSave={async (text) => onSave(typedFigure(text) ?? '')}
    />
  );
}

function problemOf(text: string, most: number | undefined): string | null {
  const read = typedFigure(text);
  if (read === null) return t('not_a_figure');
  if (read.startsWith('-')) return t('negative');
  const over = most !== undefined && read !== '' && less(exact(most), exact(read));
  return over ? t('judge_over', { points: shownFigure(String(most), language.value) }) : null;
}

function echoOf(text: string): string | null {
  const read = typedFigure(text);
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
  const { [key]: _, ...rest } = answer;
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

function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function rounded(plainText: string | null): string | null {
  return plainText === null ? null : plainText.replace(/(\.\d{2})\d+$/, '$1');
}
