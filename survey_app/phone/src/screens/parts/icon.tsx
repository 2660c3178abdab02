/** Line drawings on a grid of 24; decoration only, the words beside them say what they mean. */

import type { JSX } from 'preact';

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8M8 13h4',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7',
  gallery: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  finding: 'M6 3v18M6 4h11l-2 4 2 4H6',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c0-3 2.5-5 6-5s6 2 6 5M16 5.5a3 3 0 0 1 0 5.5M17.5 14.4c2.1.6 3.5 2.3 3.5 4.6',
  check: 'M5 13l4 4L19 7',
  send: 'M4 12l16-8-6 16-3-7z',
  cloud: 'M7 18a4 4 0 0 1-.5-8 6 6 0 0 1 11.3 1.2A3.5 3.5 0 0 1 17 18z',
  waiting: 'M12 4v11M7 10l5 5 5-5M5 20h14',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  returned: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  refresh: 'M20 11a8 8 0 1 0-2 6M20 5v6h-6',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  comment: 'M4 5h16v11H10l-5 4v-4H4z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 8h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  turn_left: 'M4 4v5h5M4.5 9A8 8 0 1 1 4 14',
  turn_right: 'M20 4v5h-5M19.5 9A8 8 0 1 0 20 14',
  mark: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  arrow: 'M5 19L19 5M10 5h9v9',
  box: 'M4 6h16v12H4z',
  blur: 'M4 4h5v5H4zM15 4h5v5h-5zM9.5 9.5h5v5h-5zM4 15h5v5H4zM15 15h5v5h-5z',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  bin: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
