/** Tells the other tabs of this phone that something was written. */

const NAME = 'survey-phone';
type Listener = () => void;

const listeners = new Set<Listener>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

if (channel) channel.onmessage = heard;
// Safari before 15.4 has no channels; a storage event reaches the other tabs all the same.
else if (typeof addEventListener !== 'undefined') {
  addEventListener('storage', (event) => {
    if (event.key === NAME) heard();
  });
}

export function ring(): void {
  if (channel) channel.postMessage('written');
  else localStorage.setItem(NAME, String(Date.now()));
}

export function onRing(listener: Listener): void {
  listeners.add(listener);
}

function heard(): void {
  for (const listener of listeners) listener();
}
