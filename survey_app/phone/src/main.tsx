/** The phone page: starts from what the phone remembers, draws, and only then asks the network. */

import { render } from 'preact';
import { App } from './screens/app';
import { fetchHome, fetchLate } from './screens/parts/late';
import { dismissOnMove } from './screens/parts/toast';
import { flushOnLeaving } from './store/autosave';
import { recallLooks } from './store/phone';
import { route, watchAddress } from './store/route';
import { start } from './store/start';
import './styles/app.css';

const root = document.getElementById('app');
if (root) {
  recallLooks();
  watchAddress();
  dismissOnMove();
  flushOnLeaving();
  render(<App />, root);
  // In a section it can wait; elsewhere it is fetched while the store is read.
  if (route.value.screen !== 'section') void fetchHome();
  void start().then(() => whenIdle(() => void fetchHome().then(fetchLate)));
  keepShell();
}

/** Once the first screen is drawn: what comes later must not hold it up. */
function whenIdle(act: () => void): void {
  // Safari has no word for it; there a moment has to do.
  const { requestIdleCallback: idle } = globalThis as Partial<typeof globalThis>;
  if (idle) idle(act, { timeout: 2_000 });
  else setTimeout(act, 500);
}

/** The shell is kept for the next start without a network; a failure costs only that. */
function keepShell(): void {
  // Pages without https (but localhost) and some private windows have no workers.
  const workers = (navigator as Partial<Pick<Navigator, 'serviceWorker'>>).serviceWorker;
  if (!workers || import.meta.env.DEV) return;
  addEventListener('load', () => {
    void workers.register('/phone/sw.js', { scope: '/phone' }).catch(() => undefined);
  });
}
