/** Looking at a visit's photos without leaving the page: large, one after the other, closer. */

const CLOSEST = 8;
const STEP = 1.5;
const ACTS = {
  previous: () => turn(-1),
  next: () => turn(1),
  in: () => zoom(STEP),
  out: () => zoom(1 / STEP),
  close: () => viewer()?.close(),
};
const KEYS = {
  ArrowLeft: ACTS.previous,
  ArrowRight: ACTS.next,
  '+': ACTS.in,
  '=': ACTS.in,
  '-': ACTS.out,
};

let at = 0;
let scale = 1;

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-photo]');
  // A new tab is a new tab.
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && viewer()) {
    event.preventDefault();
    at = photos().indexOf(link);
    viewer().showModal();
    draw();
    return;
  }
  const act = event.target.closest('[data-view]')?.dataset.view;
  if (act) ACTS[act]();
});

document.addEventListener('keydown', (event) => {
  if (!viewer()?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  // Close up, the arrows move over the photo.
  if (event.key.startsWith('Arrow') && scale > 1) return;
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

function viewer() {
  return document.querySelector('dialog[data-viewer]');
}

function photos() {
  return [...document.querySelectorAll('a[data-photo]')];
}

function part(name) {
  return viewer().querySelector(`[${name}]`);
}

function turn(step) {
  at = Math.min(Math.max(at + step, 0), photos().length - 1);
  draw();
}

function draw() {
  const all = photos();
  const link = all[at];
  const image = part('data-viewer-image');
  image.src = link.dataset.photo;
  image.alt = link.dataset.title;
  part('data-viewer-title').textContent = link.dataset.title;
  part('data-viewer-place').textContent = `${at + 1} / ${all.length}`;
  viewer().querySelector('[data-view="previous"]').disabled = at === 0;
  viewer().querySelector('[data-view="next"]').disabled = at === all.length - 1;
  scale = 1;
  resize();
}

/** Closer than the screen the photo as it was taken is fetched: what is small on it can be read. */
function zoom(by) {
  scale = Math.min(Math.max(scale * by, 1), CLOSEST);
  const full = photos()[at].dataset.full;
  const image = part('data-viewer-image');
  if (scale > 1 && !image.src.endsWith(full)) image.src = full;
  resize();
}

function resize() {
  const stage = viewer().querySelector('.viewer-stage');
  const image = part('data-viewer-image');
  const middle = (stage.scrollTop + stage.clientHeight / 2) / Math.max(stage.scrollHeight, 1);
  image.style.maxHeight = scale === 1 ? '100%' : 'none';
  image.style.maxWidth = scale === 1 ? '100%' : 'none';
  image.style.width = scale === 1 ? 'auto' : `${stage.clientWidth * scale}px`;
  stage.scrollTop = stage.scrollHeight * middle - stage.clientHeight / 2;
  stage.scrollLeft = (stage.scrollWidth - stage.clientWidth) / 2;
}
