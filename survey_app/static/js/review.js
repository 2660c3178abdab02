/**
 * The review page by keys and by thumb: from item to item, to the next that needs a look, and moves
 * that leave the reader where they are. Everything here is also a plain link or form on the page.
 */
import { swap } from './quiet.js';

const KEYS_OFF = 'desk-keys-off';
const STEPS = {
  previous: () => go(-1),
  next: () => go(1),
  attention: () => toAttention(),
  current: () => here()?.scrollIntoView({ block: 'start' }),
  keys: () => dialog()?.showModal(),
};
const KEYS = {
  j: () => go(1),
  ArrowRight: () => go(1),
  k: () => go(-1),
  ArrowLeft: () => go(-1),
  n: () => toAttention(),
  a: () => here()?.querySelector('[data-act="confirm"]')?.click(),
  s: () => unfold('[data-act="agree"]'),
  r: () => unfold('[data-act="return"]'),
  c: () => unfold('.thread'),
  p: () => here()?.querySelector('[data-photo]')?.click(),
  '?': () => dialog()?.showModal(),
};

/** The code of the item at which the reader is; it outlives a page drawn anew. */
let code = null;
let waiting = false;

document.documentElement.classList.add('scripted');
start();
document.addEventListener('keydown', onKey);
document.addEventListener('click', onClick);
document.addEventListener('submit', onSubmit);
document.addEventListener('focusin', onFocus);
document.addEventListener('change', onChange);
window.addEventListener('scroll', onScroll, { passive: true });

function start() {
  const bar = document.querySelector('[data-stepper]');
  if (bar) bar.hidden = items().length === 0;
  const off = document.querySelector('[data-keys-off]');
  if (off) off.checked = keysAreOff();
  const asked = decodeURIComponent(location.hash.slice(1));
  const at = items().find((each) => each.id === asked);
  if (code === null && at) code = at.dataset.item;
  show();
}

function items() {
  return [...document.querySelectorAll('article[data-item]')];
}

function here() {
  return items().find((each) => each.dataset.item === code) ?? items()[0];
}

function dialog() {
  return document.querySelector('dialog[data-keys]');
}

function go(step) {
  const all = items();
  const at = all.indexOf(here());
  // The first step leads to the first item, not past it.
  visit(code === null ? all[0] : all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function toAttention() {
  const all = items();
  const at = code === null ? -1 : all.indexOf(here());
  const round = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  visit(round.find((each) => 'attention' in each.dataset));
}

function visit(item) {
  if (!item) return;
  code = item.dataset.item;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'start' });
  show();
}

/** Unfold a part of the item at hand and put the cursor into it; where there is none, do nothing. */
function unfold(selector) {
  const part = here()?.querySelector(selector);
  if (!part) return;
  part.open = true;
  part.querySelector('textarea, select, input:not([type=hidden]):not([type=checkbox])')?.focus();
}

function show() {
  const all = items();
  for (const each of all) each.classList.toggle('here', each.dataset.item === code);
  const where = document.querySelector('[data-where]');
  const place = code === null ? 0 : all.indexOf(here()) + 1;
  if (where) where.textContent = place ? `${code} · ${place}/${all.length}` : `${all.length}`;
  const count = document.querySelector('[data-attention-count]');
  if (count) count.textContent = all.filter((each) => 'attention' in each.dataset).length;
}

function onKey(event) {
  const typing = event.target.closest?.('input, select, textarea, dialog, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
  // A table or a photo that scrolls sideways keeps its arrows.
  if (event.key.startsWith('Arrow') && event.target.closest?.('.scroller')) return;
  const act = KEYS[event.key];
  if (!act || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  act();
}

function onClick(event) {
  const step = event.target.closest('[data-step]')?.dataset.step;
  if (step) STEPS[step]();
}

function onFocus(event) {
  const item = event.target.closest('article[data-item]');
  if (!item || item.dataset.item === code) return;
  code = item.dataset.item;
  show();
}

function onChange(event) {
  if (!event.target.matches('[data-keys-off]')) return;
  if (event.target.checked) localStorage.setItem(KEYS_OFF, '1');
  else localStorage.removeItem(KEYS_OFF);
}

function keysAreOff() {
  return localStorage.getItem(KEYS_OFF) !== null;
}

/** Scrolling by hand moves the place along: the item at the top of what can be seen. */
function onScroll() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const top = window.innerHeight / 3;
    const at = items().findLast((each) => each.getBoundingClientRect().top <= top);
    if (!at || at.contains(document.activeElement) || at.dataset.item === code) return;
    code = at.dataset.item;
    show();
  });
}

async function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-quiet]')) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = '1';
  const place = form.closest('article[data-item]') ?? here();
  const stayed = place?.getBoundingClientRect().top ?? 0;
  const drawn = await swap(form, event.submitter);
  if (drawn === null) return;
  code = place?.dataset.item ?? code;
  // What left the list gives way to where the server says to go on.
  if (!items().some((each) => each.dataset.item === code)) code = null;
  start();
  if (drawn === 'moved') settle(stayed);
}

/** After a move the same item stands where it stood; what went wrong is read first. */
function settle(stayed) {
  const problems = document.getElementById('problems');
  if (problems) {
    problems.scrollIntoView({ block: 'center' });
    problems.focus({ preventScroll: true });
    return;
  }
  const item = here();
  if (!item || code === null) return;
  window.scrollBy(0, item.getBoundingClientRect().top - stayed);
  item.focus({ preventScroll: true });
}
