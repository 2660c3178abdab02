/** A photo drawn from the phone's own store, or from the server where a colleague took it. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchPhoto } from '../../api/server';
import { t } from '../../i18n/later';
import { decoded } from '../../photos/decode';
import { login, type Login } from '../../store/phone';
import { outbox, whereabouts, workplace } from '../../store/workplace';
import { readPhoto } from '../../vault/photos';
import { keepThumb, keptThumb } from '../../vault/thumbs';
import { photoRow } from '../../vault/vault';
import { useNearness } from './near';

export type PhotoSize = 'thumb' | 'screen';

interface PhotoProps {
  readonly sha256: string;
  /** What the picture is called; empty where words stand beside it. */
  readonly words: string;
  readonly size: PhotoSize;
}

/**
 * On a canvas: a page under a strict policy may not point an image at a picture in memory. Only
 * what is near the screen is drawn, and its memory is given back when it is scrolled away.
 */
export function PhotoView({ sha256, words, size }: PhotoProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const isNear = useNearness(box);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (!isNear) return;
    let wanted = true;
    const paper = canvas.current;
    void drawInto(sha256, size, () => (wanted ? paper : null)).then((found) => {
      if (wanted) setFault(found);
    });
    return () => {
      wanted = false;
      if (paper) paper.width = 0;
    };
  }, [sha256, size, isNear]);
  return (
    <span class={`photo photo-${size}`} ref={box}>
      <canvas ref={canvas} hidden={fault !== null} {...named(words)} />
      {fault !== null && <span class="photo-fault">{fault}</span>}
    </span>
  );
}

/** The picture's bytes, from this phone or the server; null when they cannot be had now. */
export async function pictureOf(sha256: string, size: PhotoSize): Promise<Blob | null> {
  return (await fromVault(sha256, size)) ?? fromServer(sha256, size);
}

/** The picture as the server shows it, when this phone cannot open its own copy. */
export async function openedPicture(sha256: string): ReturnType<typeof decoded> {
  const own = await fromVault(sha256, 'screen');
  const opened = own && (await decoded(own));
  // What the server has not got it cannot have converted either.
  if (opened || whereabouts(sha256, outbox.value) !== 'server') return opened;
  const theirs = await fromServer(sha256, 'screen');
  return theirs && decoded(theirs);
}

type Named =
  { readonly 'aria-hidden': true } | { readonly role: 'img'; readonly 'aria-label': string };

function named(words: string): Named {
  return words === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words };
}

/** null once it is drawn, else why not. */
async function drawInto(
  sha256: string,
  size: PhotoSize,
  canvas: () => HTMLCanvasElement | null,
): Promise<string | null> {
  const blob = await pictureOf(sha256, size);
  if (!blob) return t('photo_away');
  const picture = (await decoded(blob)) ?? (await openedPicture(sha256));
  // A small one has no room for the whole sentence; its sheet has.
  if (!picture) return t(size === 'thumb' ? 'photo_unseen' : 'photo_no_preview');
  const paper = canvas();
  if (paper) {
    paper.width = picture.width;
    paper.height = picture.height;
    paper.getContext('2d')?.drawImage(picture.source, 0, 0);
  }
  picture.release();
  return null;
}

async function fromVault(sha256: string, size: PhotoSize): Promise<Blob | null> {
  const place = workplace.value;
  if (!place) return null;
  const row = await photoRow(place.vault, sha256);
  if (size === 'thumb' && row?.thumb) return new Blob([row.thumb], { type: 'image/jpeg' });
  const photo = row ? await readPhoto(place.vault, sha256) : null;
  return photo && new Blob([photo.bytes], { type: photo.type });
}

async function fromServer(sha256: string, size: PhotoSize): Promise<Blob | null> {
  const held = login.value;
  if (!held) return null;
  if (size === 'thumb') return thumbOf(sha256, held);
  return held.token === null ? null : fetchPhoto(held.token, sha256, size);
}

async function thumbOf(sha256: string, { user, token }: Login): Promise<Blob | null> {
  const known = await keptThumb(user.id, sha256);
  if (known || token === null) return known;
  const found = await fetchPhoto(token, sha256, 'thumb');
  if (found) await keepThumb(user.id, sha256, found);
  return found;
}
