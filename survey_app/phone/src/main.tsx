/** The phone page: starts from what the phone remembers, draws, and only then asks the network. */

import { render } from 'preact';
import { whenIdle } from './core/idle';
import { App } from './screens/app';
import { fetchHome, fetchLate } from './screens/parts/late';
import { dismissOnMove } from './screens/parts/toast';
import { flushOnLeaving } from './store/autosave';
import { recallLooks } from './store/phone';
import { route, watchAddress } from './store/route';
import { start } from './store/start';
import './styles/app.css';

/** Milliseconds after which somebody who waits is told what for. */
const PATIENCE = 250;

const root = document.getElementById('app');
if (root) {
  recallLooks();
  watchAddress();
  dismissOnMove();
  flushOnLeaving();
  const begun = start();
  // Most phones have everything at once: to draw first that it is being read would only hold it up.
  void Promise.race([begun, moment(PATIENCE)]).then(() => render(<App />, root));
  // In a section it can wait; elsewhere it is fetched while the store is read.
  if (route.value.screen !== 'section') void fetchHome();
  void begun.then(() => whenIdle(() => void fetchHome().then(fetchLate)));
  keepShell();
}

function moment(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
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
