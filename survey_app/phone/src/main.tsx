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
  void start().then(fetchHome).then(fetchLate);
  keepShell();
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
