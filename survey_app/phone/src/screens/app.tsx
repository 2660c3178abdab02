/** Which screen the address asks for. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Visit } from '../api/shapes';
import { t } from '../i18n/say';
import { login } from '../store/phone';
import { joinCode, route, type Route } from '../store/route';
import { started } from '../store/start';
import { open, openVisit } from '../store/visit';
import { visits, visitsRead } from '../store/visits';
import { workplace } from '../store/workplace';
import { signingInAgain } from './parts/again';
import { fetchHome, fetchLate, home, late, type Late } from './parts/late';
import { Shell } from './parts/shell';
import { SectionPage } from './section';

export function App(): JSX.Element {
  if (started.value !== 'ready') {
    return (
      <main id="page" class="empty">
        {t(started.value === 'unable' ? 'no_store' : 'loading')}
      </main>
    );
  }
  const isSigningIn = signingInAgain.value || joinCode.value !== null;
  return !login.value || isSigningIn ? <Unsigned /> : <Signed />;
}

function Unsigned(): JSX.Element {
  useEffect(() => void fetchLate(), []);
  return late.value ? (
    <late.value.SignIn />
  ) : (
    <main id="page" class="empty">
      {t('loading')}
    </main>
  );
}

function Signed(): JSX.Element {
  const at = route.value;
  if ('visit' in at) return <OfVisit at={at} />;
  if (at.screen === 'visits') return home.value ? <home.value.Visits /> : <Opening />;
  if (!late.value) return <Opening />;
  return at.screen === 'sync' ? <late.value.Sync /> : <late.value.Settings />;
}

type VisitRoute = Extract<Route, { readonly visit: string }>;

function OfVisit({ at }: { readonly at: VisitRoute }): JSX.Element {
  const place = workplace.value;
  const isKnown = visits.value.some((visit) => visit.id === at.visit);
  useEffect(() => {
    if (place && isKnown) void openVisit(place, at.visit);
  }, [place, isKnown, at.visit]);
  useEffect(() => {
    if (at.screen !== 'section' || at.item === '') scrollTo(0, 0);
  }, [at]);
  const held = open.value;
  if (held?.visit.id === at.visit) return <Screen at={at} visit={held.visit} />;
  const isMissing = visitsRead.value && !isKnown;
  return (
    <Shell title={t('app')} back={{ screen: 'visits' }}>
      <p class="empty">{t(isMissing ? 'visit_missing' : 'loading')}</p>
    </Shell>
  );
}

type LateScreen = Exclude<VisitRoute['screen'], 'section' | 'visit'>;

function Screen({ at, visit }: { readonly at: VisitRoute; readonly visit: Visit }): JSX.Element {
  if (at.screen === 'section') return <SectionPage key={at.section} visit={visit} at={at} />;
  if (at.screen === 'visit') {
    return home.value ? <home.value.VisitHome visit={visit} /> : <Opening />;
  }
  if (!late.value) return <Opening />;
  const Chosen = chosen(late.value, at.screen);
  return <Chosen visit={visit} />;
}

function chosen(from: Late, screen: LateScreen): (props: { visit: Visit }) => JSX.Element {
  const screens: Readonly<Record<LateScreen, (props: { visit: Visit }) => JSX.Element>> = {
    findings: from.Findings,
    attendees: from.Attendees,
    photos: from.Photos,
    clashes: from.Clashes,
    check: from.Check,
    handover: from.HandOver,
  };
  return screens[screen];
}

function Opening(): JSX.Element {
  useEffect(() => {
    void fetchHome();
    void fetchLate();
  }, []);
  return (
    <Shell title={t('app')} back={{ screen: 'visits' }}>
      <p class="empty">{t('loading')}</p>
    </Shell>
  );
}
