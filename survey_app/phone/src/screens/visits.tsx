/** The visits of the person: today's first, each with what it waits for. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Visit } from '../api/shapes';
import { shownDate, today } from '../core/clock';
import { t, type WordKey } from '../i18n/say';
import { addressOf } from '../store/route';
import { freshen } from '../store/start';
import { outOfReach } from '../store/sending';
import { refreshing, visits, visitsRead } from '../store/visits';
import { countVisits, freshOf, tallyOf } from '../store/tallies';
import { outbox, unsentOf, workplace } from '../store/workplace';
import { openReturns } from '../visit/progress';
import { Icon } from './parts/icon';
import { Bar } from './parts/bar';
import { Shell } from './parts/shell';

const SETTLED = new Set(['approved', 'postponed', 'cancelled']);

export function Visits(): JSX.Element {
  const place = workplace.value;
  const [list, sent, fetching] = [visits.value, outbox.value, refreshing.value];
  useEffect(() => {
    if (place) void countVisits(place);
  }, [place, list, sent, fetching]);
  return (
    <Shell title={t('my_visits')} foot={<Foot />}>
      {groups().map(([name, list]) => (
        <section class="group" key={name} aria-label={t(name)}>
          <h2 class="group-name">{t(name)}</h2>
          <ul class="cards">
            {list.map((visit) => (
              <VisitCard key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      ))}
      {visits.value.length === 0 && visitsRead.value && (
        <p class="empty">{t(outOfReach.value ? 'no_visits_cached' : 'no_visits')}</p>
      )}
    </Shell>
  );
}

function Foot(): JSX.Element {
  return (
    <>
      <button
        type="button"
        class="foot-button"
        disabled={refreshing.value}
        onClick={() => void freshen()}
      >
        <Icon name="refresh" />
        <span>{t(refreshing.value ? 'refreshing' : 'refresh')}</span>
      </button>
      <a class="foot-button" href={addressOf({ screen: 'sync' })}>
        <Icon name="cloud" />
        <span>{t('sync')}</span>
      </a>
      <a class="foot-button" href={addressOf({ screen: 'settings' })}>
        <Icon name="gear" />
        <span>{t('settings')}</span>
      </a>
    </>
  );
}

function VisitCard({ visit }: { readonly visit: Visit }): JSX.Element {
  const returned = openReturns(visit).length;
  const unsent = unsentOf(outbox.value, visit.id).length;
  const progress = tallyOf(visit);
  // What was begun without a network is begun, whatever the list of this morning says.
  const state = visit.state === 'planned' && unsent > 0 ? 'in_progress' : visit.state;
  return (
    <li>
      <a
        class="card visit-card"
        href={addressOf({ screen: 'visit', visit: visit.id })}
        data-testid={`visit-${visit.unit.code}`}
      >
        <div class="visit-top">
          <span class="visit-day">
            {visit.planned_on ? shownDate(visit.planned_on) : t('no_date')}
          </span>
          <span class={`state state-${state}`}>{t(`state_${state}`)}</span>
        </div>
        <h3>{visit.unit.name}</h3>
        <p class="faint">
          {[visit.team.name, modeWords(visit.mode)].filter((each) => each !== '').join(' · ')}
        </p>
        {progress && <Bar progress={progress} />}
        <Flags returned={returned} unsent={unsent} fresh={freshOf(visit.id)} />
      </a>
    </li>
  );
}

function Flags(props: {
  readonly returned: number;
  readonly unsent: number;
  readonly fresh: number;
}): JSX.Element | null {
  const { returned, unsent, fresh } = props;
  if (returned + unsent + fresh === 0) return null;
  return (
    <p class="visit-flags">
      {returned > 0 && <span class="flag warm">{t('returned_n', { n: returned })}</span>}
      {fresh > 0 && <span class="flag warm">{t('comments_fresh', { n: fresh })}</span>}
      {unsent > 0 && <span class="flag">{t('unsent_n', { n: unsent })}</span>}
    </p>
  );
}

export function modeWords(mode: string): string {
  const key = `mode_${mode}`;
  return isMode(key) ? t(key) : '';
}

function isMode(key: string): key is WordKey & `mode_${string}` {
  return ['mode_on_site', 'mode_online', 'mode_by_file'].includes(key);
}

function groups(): readonly (readonly [WordKey, readonly Visit[]])[] {
  const now = today();
  const placed = (visit: Visit): WordKey => {
    if (SETTLED.has(visit.state)) return 'closed';
    if (visit.planned_on === now) return 'today';
    if (visit.state === 'returned') return 'sent_back';
    return (visit.planned_on ?? '9') > now ? 'coming' : 'earlier';
  };
  const order: readonly WordKey[] = ['today', 'sent_back', 'earlier', 'coming', 'closed'];
  return order
    .map((name) => [name, visits.value.filter((visit) => placed(visit) === name)] as const)
    .filter(([, list]) => list.length > 0);
}
