/** Checking: every gap with a jump to it; what blocks apart from what only advises. */

import type { JSX } from 'preact';
import type { Visit } from '../api/shapes';
import { t } from '../i18n/later';
import { of } from '../i18n/say';
import { addressOf, type Route } from '../store/route';
import { gaps } from '../store/view';
import type { Gap } from '../visit/check';
import { Icon } from './parts/icon';
import { ScoreLine } from './parts/score';
import { Shell } from './parts/shell';

export function Check({ visit }: { readonly visit: Visit }): JSX.Element {
  const blocks = gaps.value.filter((gap) => gap.blocks);
  const advice = gaps.value.filter((gap) => !gap.blocks);
  return (
    <Shell
      title={t('check_title')}
      over={visit.unit.name}
      back={{ screen: 'visit', visit: visit.id }}
      under={<ScoreLine />}
      foot={
        <a class="primary wide" href={addressOf({ screen: 'handover', visit: visit.id })}>
          <Icon name="send" />
          {t('go_hand_over')}
        </a>
      }
    >
      <p class={blocks.length > 0 ? 'verdict blocked' : 'verdict'} role="status">
        <Icon name={blocks.length > 0 ? 'warning' : 'check'} />
        {verdictWords(blocks.length, advice.length)}
      </p>
      <List name="blocks" gaps={blocks} visit={visit} />
      <List name="warnings" gaps={advice} visit={visit} />
    </Shell>
  );
}

export function verdictWords(blocks: number, advice: number): string {
  if (blocks > 0) return t('cannot_hand_over', { n: blocks });
  return t(advice > 0 ? 'can_hand_over_warned' : 'can_hand_over');
}

function List(props: {
  readonly name: 'blocks' | 'warnings';
  readonly gaps: readonly Gap[];
  readonly visit: Visit;
}): JSX.Element | null {
  const { name, visit } = props;
  if (props.gaps.length === 0) return null;
  return (
    <section class="group">
      <h2 class="group-name">
        {t(name)} <span class="badge still">{props.gaps.length}</span>
      </h2>
      <ul class="gaps">
        {props.gaps.map((gap) => (
          <li key={`${gap.item?.code ?? ''} ${gap.kind}`}>
            <a class={`gap gap-${name}`} href={addressOf(whereIs(gap, visit.id))}>
              <span class="gap-kind">{t(`gap_${gap.kind}`)}</span>
              <span>{gap.item && `${gap.item.code} · ${of(gap.item, 'label')}`}</span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whereIs(gap: Gap, visit: string): Route {
  return gap.item
    ? { screen: 'section', visit, section: gap.chapter, item: gap.item.code }
    : { screen: 'attendees', visit };
}
