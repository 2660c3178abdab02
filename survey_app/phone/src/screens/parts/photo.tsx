/** A photo drawn from the phone's own store, or from the server where a colleague took it. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchPhoto } from '../../api/server';
import { t } from '../../i18n/later';
import { decoded } from '../../photos/decode';
import { login } from '../../store/phone';
import { workplace } from '../../store/workplace';
import { readPhoto } from '../../vault/photos';
import { photoRow } from '../../vault/vault';

interface PhotoProps {
  readonly sha256: string;
  /** What the picture is called; empty where words stand beside it. */
  readonly words: string;
  readonly size: 'thumb' | 'screen';
}

/** On a canvas: a page under a strict policy may not point an image at a picture in memory. */
export function PhotoView({ sha256, words, size }: PhotoProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void drawInto(sha256, size, () => (wanted ? canvas.current : null)).then((found) => {
      if (wanted) setFault(found);
    });
    return () => {
      wanted = false;
    };
  }, [sha256, size]);
  return (
    <span class={`photo photo-${size}`}>
      <canvas ref={canvas} hidden={fault !== null} {...named(words)} />
      {fault !== null && <span class="photo-fault">{fault}</span>}
    </span>
  );
}

type Named =
  { readonly 'aria-hidden': true } | { readonly role: 'img'; readonly 'aria-label': string };

function named(words: string): Named {
  return words === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words };
}

/** null once it is drawn, else why not. */
async function drawInto(
  sha256: string,
  size: PhotoProps['size'],
  canvas: () => HTMLCanvasElement | null,
): Promise<string | null> {
  const blob = (await fromVault(sha256, size)) ?? (await fromServer(sha256, size));
  if (!blob) return t('photo_away');
  const picture = await decoded(blob);
  if (!picture) return t('photo_no_preview');
  const box = canvas();
  if (box) {
    box.width = picture.width;
    box.height = picture.height;
    box.getContext('2d')?.drawImage(picture.source, 0, 0);
  }
  picture.release();
  return null;
}

async function fromVault(sha256: string, size: PhotoProps['size']): Promise<Blob | null> {
  const place = workplace.value;
  if (!place) return null;
  const row = await photoRow(place.vault, sha256);
  if (size === 'thumb' && row?.thumb) return new Blob([row.thumb], { type: 'image/jpeg' });
  const photo = row ? await readPhoto(place.vault, sha256) : null;
  return photo && new Blob([photo.bytes], { type: photo.type });
}

function fromServer(sha256: string, size: PhotoProps['size']): Promise<Blob | null> {
  const token = login.value?.token;
  return token == null ? Promise.resolve(null) : fetchPhoto(token, sha256, size);
}
