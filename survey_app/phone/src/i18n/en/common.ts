/** The English of `vi/common.ts`, word for word. */

import type { COMMON as Vietnamese } from '../vi/common';

export const COMMON: Readonly<Record<keyof typeof Vietnamese, string>> = {
  app: 'Mid-term survey',
  back: 'Back',
  done: 'Done',
  undo: 'Undo',
  undone: 'Undone {item}',
  undone_partly: 'Undone {item}: what a colleague changed since stays.',
  withdrawn: 'Withdrawn.',
  changed: 'Recorded.',
  loading: 'Opening…',
  yes: 'Yes',
  no: 'No',
  required: 'required',
  search: 'Find an item',
  nothing_found: 'No item found.',
  sign_in_again: 'Sign in again',
  login_over: 'The sign-in has expired. Work goes on, and what was recorded is still sent.',
  no_store:
    'This browser keeps no data on the phone, so nothing can be filled in. Leave private mode or use another browser.',
  state_on_phone: 'On this phone, waiting',
  state_sending: 'Sending',
  state_on_server: 'On the server',
  state_held: 'Held for the office',
  typing: 'Typing…',
  all_sent: 'All sent',
  unsent_n: '{n} waiting',
  vanished_n:
    "The browser deleted this page's data on this phone. {n} unsent entries (recorded up to {at}) are no longer on this phone; what was sent is fetched again from the server.",
  vanished_none:
    "The browser deleted this page's data on this phone. Everything had reached the server before, and is fetched again.",
  vanished_read: 'Understood',
  offline: 'No network – everything is kept on this phone.',
  phone_full:
    'The phone is full: what you just entered is NOT saved. Free some space and enter it again, or export the rescue file.',
  write_broken:
    'The phone could not write: what you just entered is NOT saved. Reload the page and enter it again.',
  sync: 'Sending',
  settings: 'Settings',
  kind_submit: 'Hand-over',
};
