/** Where the screen is: kept in the fragment of the address, so that a reload comes back to it. */

import { computed, signal } from '@preact/signals';

export type Route =
  | { readonly screen: 'visits' | 'sync' | 'settings' }
  | { readonly screen: VisitScreen; readonly visit: string }
  | {
      readonly screen: 'section';
      readonly visit: string;
      readonly section: string;
      /** The item to bring into view. */
      readonly item: string;
    };
export type VisitScreen =
  'visit' | 'findings' | 'attendees' | 'photos' | 'check' | 'handover' | 'clashes';

const VISIT_SCREENS: readonly VisitScreen[] = [
  'visit',
  'findings',
  'attendees',
  'photos',
  'check',
  'handover',
  'clashes',
];
/** The section of what is about the visit itself; checklists cannot use it as a code. */
export const GENERAL = '-';

/** In place of a section that is not known yet; the item finds it. Checklists cannot use it either. */
export const ANYWHERE = '?';

const fragment = signal(typeof location === 'undefined' ? '' : location.hash);
export const route = computed(() => routeOf(fragment.value));

export function routeOf(hash: string): Route {
  const words = hash.replace(/^#\/?/, '').split('/').map(decoded);
  const [first, visit] = words;
  if (first === 'sync' || first === 'settings') return { screen: first };
  return first === 'visits' && visit ? ofVisit(visit, words.slice(2)) : { screen: 'visits' };
}

function ofVisit(visit: string, [screen, section, item = '']: readonly string[]): Route {
  if (screen === 'section' && section) return { screen, visit, section, item };
  return { screen: VISIT_SCREENS.find((each) => each === screen) ?? 'visit', visit };
}

/** The join code of a link from the office, `/phone#join=CODE`; null where there is none. */
export const joinCode = computed(() => joinCodeOf(fragment.value));

export function joinCodeOf(hash: string): string | null {
  const found = /^#\/?join=([^&]+)/.exec(hash)?.[1];
  return found === undefined ? null : decoded(found).trim();
}

export function addressOf(to: Route): string {
  switch (to.screen) {
    case 'visits':
    case 'sync':
    case 'settings':
      return `#/${to.screen}`;
    case 'section':
      return `#/visits/${parts([to.visit, 'section', to.section, to.item])}`;
    case 'visit':
      return `#/visits/${parts([to.visit])}`;
    default:
      return `#/visits/${parts([to.visit, to.screen])}`;
  }
}

export function go(to: Route): void {
  location.hash = addressOf(to);
}

/** Goes there without leaving a step for the back button. */
export function replace(to: Route): void {
  history.replaceState(null, '', addressOf(to));
  fragment.value = location.hash;
}

export function watchAddress(): void {
  addEventListener('hashchange', () => {
    fragment.value = location.hash;
  });
}

function parts(words: readonly string[]): string {
  return words
    .filter((word) => word !== '')
    .map(encodeURIComponent)
    .join('/');
}

/** A fragment that somebody mangled is no reason to show nothing. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
