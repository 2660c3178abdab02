/** A visit: what was returned, its sections in any order, and the ways on from here. */

import type { JSX } from 'preact';
import type { Visit } from '../api/shapes';
import { shownDate } from '../core/clock';
import { t, type WordKey } from '../i18n/say';
import { addressOf, ANYWHERE, go, type VisitScreen } from '../store/route';
import { freshen } from '../store/start';
import { current, open } from '../store/visit';
import { chapters, gaps, scores } from '../store/view';
import {
  chapterProgress,
  chapterState,
  isResponded,
  openReturns,
  type Chapter,
} from '../visit/progress';
import { stateOfItem } from '../visit/current';
import { Bar } from './parts/bar';
import { Icon, type IconName } from './parts/icon';
import { figure, ScoreLine } from './parts/score';
import { Search } from './parts/search';
import { Shell } from './parts/shell';
import { chapterTitle } from './parts/titles';
import { modeWords } from './visits';

export function VisitHome({ visit }: { readonly visit: Visit }): JSX.Element {
  const hasChecklist = open.value?.checklist != null;
  return (
    <Shell
      title={visit.unit.name}
      over={`${visit.planned_on ? shownDate(visit.planned_on) : t('no_date')} · ${modeWords(visit.mode)}`}
      back={{ screen: 'visits' }}
      under={hasChecklist ? <ScoreLine /> : undefined}
      foot={hasChecklist ? <Foot visit={visit} /> : undefined}
    >
      <StateNotice visit={visit} />
      <ReturnBanner visit={visit} />
      <ClashBanner visit={visit} />
      {hasChecklist ? <Sections visit={visit} /> : <NoChecklist />}
      <People visit={visit} />
    </Shell>
  );
}

function NoChecklist(): JSX.Element {
  return (
    <div class="empty">
      <p>{t('checklist_missing')}</p>
      <button type="button" class="primary" onClick={() => void freshen()}>
        {t('refresh')}
      </button>
    </div>
  );
}

function StateNotice({ visit }: { readonly visit: Visit }): JSX.Element | null {
  if (visit.open.all) return null;
  const partly = visit.open.items.length > 0;
  return (
    <p class="notice">
      <Icon name={partly ? 'returned' : 'lock'} />
      <span>{t(partly ? 'only_returned' : 'read_only')}</span>
    </p>
  );
}

/** Opens at the first item that still waits for an answer. */
function ReturnBanner({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const waiting = openReturns(visit).filter(
    (each) => !isResponded(each, stateOfItem(current.value, each.item)),
  );
  const first = waiting[0];
  if (!first) return null;
  const section = chapters.value.find((each) =>
    each.items.some((item) => item.code === first.item),
  );
  return (
    <a
      class="banner warm"
      data-testid="returned-banner"
      href={addressOf({
        screen: 'section',
        visit: visit.id,
        section: section?.code ?? ANYWHERE,
        item: first.item,
      })}
    >
      <Icon name="returned" />
      <span>
        <b>{t('returned_n', { n: waiting.length })}</b>
        <br />
        {first.reason}
      </span>
      <Icon name="next" />
    </a>
  );
}

function ClashBanner({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const { length } = current.value.clashes;
  if (length === 0) return null;
  return (
    <a class="banner warm" href={addressOf({ screen: 'clashes', visit: visit.id })}>
      <Icon name="warning" />
      <b>{t('clashes_n', { n: length })}</b>
      <Icon name="next" />
    </a>
  );
}

function Sections({ visit }: { readonly visit: Visit }): JSX.Element {
  return (
    <>
      <Search visit={visit.id} />
      <h2 class="group-name">{t('sections')}</h2>
      <ul class="cards">
        {chapters.value.map((chapter) => (
          <SectionRow key={chapter.code} chapter={chapter} visit={visit} />
        ))}
      </ul>
    </>
  );
}

function SectionRow(props: { readonly chapter: Chapter; readonly visit: Visit }): JSX.Element {
  const { chapter, visit } = props;
  const state = chapterState(chapter, current.value, visit);
  const score = scores.value?.team.sections.find((each) => each.code === chapter.code);
  const scored = score?.kind === 'base' && score.points !== null;
  return (
    <li>
      <a
        class="card section-card"
        href={addressOf({ screen: 'section', visit: visit.id, section: chapter.code, item: '' })}
        data-testid={`section-${chapter.code}`}
      >
        <div class="visit-top">
          <span class={`state section-${state}`}>{t(`section_${state}`)}</span>
          {scored && score.score_shown !== null && (
            <span class="points">
              {t('section_score', {
                score: figure(score.score_shown),
                points: figure(score.points),
              })}
            </span>
          )}
        </div>
        <h3>{chapterTitle(chapter)}</h3>
        <Bar
          progress={chapterProgress(chapter, current.value, visit)}
          of={chapter.section ? 'answered_n' : 'filled_n'}
        />
      </a>
    </li>
  );
}

function People({ visit }: { readonly visit: Visit }): JSX.Element {
  return (
    <section class="people">
      <h2 class="group-name">{visit.team.name || t('team_of')}</h2>
      <p>{visit.members.map((member) => member.name).join(' · ')}</p>
      <p class="faint">{visit.round.name}</p>
    </section>
  );
}

function Foot({ visit }: { readonly visit: Visit }): JSX.Element {
  const blocks = gaps.value.filter((gap) => gap.blocks).length;
  const button = (screen: VisitScreen, icon: IconName, words: WordKey, n: number): JSX.Element => (
    <button
      type="button"
      class={screen === 'handover' ? 'foot-button strong' : 'foot-button'}
      onClick={() => {
        go({ screen, visit: visit.id });
      }}
    >
      <Icon name={icon} />
      <span>{t(words)}</span>
      {n > 0 && <span class="badge">{n}</span>}
    </button>
  );
  const { photos, findings, attendees } = tallies();
  return (
    <>
      {button('findings', 'finding', 'findings_short', findings)}
      {button('attendees', 'people', 'attendees_short', attendees)}
      {button('photos', 'camera', 'photos', photos)}
      {button('check', 'check', 'check', blocks)}
      {button('handover', 'send', 'hand_over', 0)}
    </>
  );
}

function tallies(): { photos: number; findings: number; attendees: number } {
  const states = [...current.value.items.values()];
  const sum = (of: 'photos' | 'findings' | 'attendees'): number =>
    states.reduce((n, state) => n + state[of].filter(isThere).length, 0);
  return { photos: sum('photos'), findings: sum('findings'), attendees: sum('attendees') };
}

function isThere(cell: {
  readonly heads: readonly { readonly entry: { value: unknown } }[];
}): boolean {
  return cell.heads.some((head) => head.entry.value !== null);
}
