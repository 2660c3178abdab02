/** A visit: what was returned, its sections in any order, and the ways on from here. */

import type { JSX } from 'preact';
import type { Visit } from '../api/shapes';
import { shownDate } from '../core/clock';
import { t, type WordKey } from '../i18n/say';
import { unreadItems } from '../store/comments';
import { waitingReturns } from '../store/items';
import { login } from '../store/phone';
import { addressOf, ANYWHERE, go, type VisitScreen } from '../store/route';
import { freshen } from '../store/start';
import { current, log, open } from '../store/visit';
import { peopleOn } from '../visit/people';
import { chapters, gaps, scores } from '../store/view';
import { chapterProgress, chapterState, openReturns, type Chapter } from '../visit/progress';
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
      over={planWords(visit)}
      back={{ screen: 'visits' }}
      under={hasChecklist ? <ScoreLine /> : undefined}
      foot={hasChecklist ? <Foot visit={visit} /> : undefined}
    >
      <StateNotice visit={visit} />
      <ApartNotice visit={visit} />
      <ReturnBanner visit={visit} />
      <ClashBanner visit={visit} />
      {hasChecklist ? <Sections visit={visit} /> : <NoChecklist />}
      <People visit={visit} />
    </Shell>
  );
}

/** When and how, and that it is put off: what is recorded meanwhile is taken all the same. */
function planWords({ planned_on: day, mode, state }: Visit): string {
  const plan = [day ? shownDate(day) : t('no_date'), modeWords(mode)];
  return [...plan, ...(state === 'postponed' ? [t('state_postponed')] : [])].join(' · ');
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

/** Two score this visit apart: who else is on it must not be asked, and is not shown. */
function ApartNotice({ visit }: { readonly visit: Visit }): JSX.Element | null {
  if (!visit.double_scoring.on) return null;
  return (
    <p class="notice" data-testid="apart">
      <Icon name="lock" />
      <span>
        <b>{t('apart')}</b>
        <br />
        {t(visit.double_scoring.hidden ? 'apart_hidden' : 'apart_open')}
      </span>
    </p>
  );
}

/** Opens at the first item that still waits for an answer. */
function ReturnBanner({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const waiting = openReturns(visit).filter((each) => waitingReturns.value.has(each.item));
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
        <Who chapter={chapter} />
        <Bar
          progress={chapterProgress(chapter, current.value, visit)}
          of={chapter.section ? 'answered_n' : 'filled_n'}
        />
      </a>
    </li>
  );
}

/** Who recorded something here, the last one first; and what was said that one has not read. */
function Who({ chapter }: { readonly chapter: Chapter }): JSX.Element | null {
  const names = peopleOn(log.value, chapter).map((name) => name || (login.value?.user.name ?? ''));
  const fresh = chapter.items.reduce(
    (sum, item) => sum + (unreadItems.value.get(item.code) ?? 0),
    0,
  );
  if (names.length === 0 && fresh === 0) return null;
  return (
    <p class="who">
      {names.length > 0 && (
        <span class="faint">{t('recorded_by', { names: names.join(', ') })}</span>
      )}
      {fresh > 0 && <span class="flag warm">{t('comments_fresh', { n: fresh })}</span>}
    </p>
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
