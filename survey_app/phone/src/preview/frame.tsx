/** The preview: the phone's own screens of a visit, over a visit that exists in this page only. */

import { Component, type ComponentChildren, type JSX } from 'preact';
import type { Visit } from '../api/shapes';
import { home, late } from '../screens/parts/late';
import { Shell } from '../screens/parts/shell';
import { SectionPage } from '../screens/section';
import { route, type Route } from '../store/route';
import { open } from '../store/visit';
import { VISIT, type Words } from './told';

type OfVisit = (props: { readonly visit: Visit }) => JSX.Element;

const HOME: Route = { screen: 'visit', visit: VISIT };

export function Frame({ words }: { readonly words: Words }): JSX.Element {
  const at = route.value;
  return (
    <Caught key={JSON.stringify(at)} words={words}>
      <Screen at={at} words={words} />
    </Caught>
  );
}

function Screen({ at, words }: { readonly at: Route; readonly words: Words }): JSX.Element {
  const [visit, pages, later] = [open.value?.visit, home.value, late.value];
  if (!visit || !pages || !later) return <main id="page" />;
  if (at.screen === 'section') return <SectionPage key={at.section} visit={visit} at={at} />;
  const { Check, Findings, Attendees, Photos } = later;
  const screens: Readonly<Partial<Record<Route['screen'], OfVisit>>> = {
    ...{ visit: pages.VisitHome, check: Check, photos: Photos },
    ...{ findings: Findings, attendees: Attendees },
  };
  const Chosen = screens[at.screen];
  return Chosen ? <Chosen visit={visit} /> : <Apart words={words.absent} over={words.unit} />;
}

function Apart({ words, over }: { readonly words: string; readonly over: string }): JSX.Element {
  return (
    <Shell title={over} back={HOME}>
      <p class="empty">{words}</p>
    </Shell>
  );
}

interface CaughtProps {
  readonly words: Words;
  readonly children: ComponentChildren;
}

/** A draft may have conditions that nothing can work out: said, instead of an empty page. */
class Caught extends Component<CaughtProps, { readonly isBroken: boolean }> {
  static override getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override state = { isBroken: false };

  override render({ words, children }: CaughtProps): ComponentChildren {
    return this.state.isBroken ? (
      <main id="page">
        <p class="empty" role="alert">
          {words.broken}
        </p>
      </main>
    ) : (
      children
    );
  }
}
