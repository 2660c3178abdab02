/** A photo as large as the screen and larger, with the ones before and after it. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readPhoto } from '../../entries/values';
import { t } from '../../i18n/later';
import { photoLabel, photosOfVisit } from '../../store/photos';
import { latest, valueOf, type Cell } from '../../visit/current';
import { Icon, type IconName } from '../parts/icon';
import { PhotoView } from '../parts/photo';
import { Sheet } from '../parts/sheet';

const MOST = 4;

export function Viewer(props: { readonly first: Cell; readonly onClose: () => void }): JSX.Element {
  const [key, setKey] = useState(props.first.key);
  const [zoom, setZoom] = useState(1);
  const all = photosOfVisit.value;
  const at = Math.max(
    0,
    all.findIndex((each) => each.key === key),
  );
  const cell = all[at] ?? props.first;
  const go = (to: Cell | undefined): void => {
    if (to) setKey(to.key);
    setZoom(1);
  };
  const [before, after] = [all[at - 1], all[at + 1]];
  const place = t('n_of_n', { n: at + 1, total: Math.max(1, all.length) });
  return (
    <Sheet title={`${photoLabel(cell)} · ${place}`} onClose={props.onClose}>
      <Large cell={cell} zoom={zoom} />
      <div class="tools" role="group" aria-label={t('photo')}>
        <Step icon="back" words={t('photo_previous')} can={!!before} onTap={() => go(before)} />
        <Step icon="minus" words={t('zoom_out')} can={zoom > 1} onTap={() => setZoom(zoom - 1)} />
        <Step icon="plus" words={t('zoom_in')} can={zoom < MOST} onTap={() => setZoom(zoom + 1)} />
        <Step icon="next" words={t('photo_next')} can={!!after} onTap={() => go(after)} />
      </div>
    </Sheet>
  );
}

/** Moved about by scrolling, with a finger or the arrow keys. */
function Large(props: { readonly cell: Cell; readonly zoom: number }): JSX.Element {
  const { cell, zoom } = props;
  const held = readPhoto(valueOf(cell));
  const { mine, author } = latest(cell);
  const caption = held?.caption ?? '';
  const words = [photoLabel(cell), caption].filter(Boolean).join(': ');
  return (
    <>
      <div class="viewer" role="region" aria-label={words} tabIndex={0}>
        <div class={`zoom zoom-${zoom}`}>
          {held && <PhotoView key={cell.key} sha256={held.sha256} words={words} size="screen" />}
        </div>
      </div>
      <p class="viewed">
        {caption === '' ? t('no_caption') : caption}
        {!mine && author !== '' && <small class="faint"> — {author}</small>}
      </p>
    </>
  );
}

/** Stays in reach of the focus at either end, so that the keyboard does not lose its place. */
function Step(props: {
  readonly icon: IconName;
  readonly words: string;
  readonly can: boolean;
  readonly onTap: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      aria-disabled={!props.can}
      onClick={() => {
        if (props.can) props.onTap();
      }}
    >
      <Icon name={props.icon} />
      <span>{props.words}</span>
    </button>
  );
}
