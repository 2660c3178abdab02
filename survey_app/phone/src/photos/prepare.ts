/** A photo made fit to keep: upright, at most 1600 pixels long, at most 400 KB, without EXIF. */

import type { NewPhoto } from '../vault/photos';
import { decoded, type Picture } from './decode';

/** The file is not a picture, or larger than anything a phone should carry. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly why: 'photo_too_big' | 'photo_not_picture';

  constructor(why: 'photo_too_big' | 'photo_not_picture') {
    super(why);
    this.why = why;
  }
}

export const LONGEST_SIDE = 1600;
const THUMB_SIDE = 240;
const MOST_BYTES = 400 * 1024;
const LARGEST_FILE = 40 * 1024 * 1024;
/** Tried in turn until the photo is small enough; the last is taken as it comes. */
const TRIES: readonly (readonly [side: number, quality: number])[] = [
  [LONGEST_SIDE, 0.8],
  [LONGEST_SIDE, 0.68],
  [LONGEST_SIDE, 0.55],
  [1280, 0.6],
  [1024, 0.55],
];
const PICTURE_NAME = /\.(jpe?g|png|webp|hei[cf]|gif|bmp|avif)$/i;

export async function prepare(file: File): Promise<NewPhoto> {
  if (file.size > LARGEST_FILE) throw new Unfit('photo_too_big');
  const picture = await decoded(file);
  if (!picture) return asItIs(file);
  try {
    const { blob, width, height } = await shrunk(picture);
    const thumb = await drawn(picture, THUMB_SIDE, 0.7);
    return {
      bytes: await blob.arrayBuffer(),
      type: 'image/jpeg',
      ...{ width, height },
      thumb: thumb ? await thumb.blob.arrayBuffer() : null,
    };
  } finally {
    picture.release();
  }
}

/** Width and height with the longest side at most `side`, never enlarged. */
export function fitted(
  width: number,
  height: number,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

interface Drawn {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

async function shrunk(picture: Picture): Promise<Drawn> {
  let last: Drawn | null = null;
  for (const [side, quality] of TRIES) {
    last = (await drawn(picture, side, quality)) ?? last;
    if (last && last.blob.size <= MOST_BYTES) return last;
  }
  if (!last) throw new Unfit('photo_not_picture');
  return last;
}

async function drawn(picture: Picture, side: number, quality: number): Promise<Drawn | null> {
  const { width, height } = fitted(picture.width, picture.height, side);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d');
  if (!brush) return null;
  // What is transparent would turn black in a JPEG.
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(picture.source, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  // Old phones give the memory of a canvas back only when it has no size.
  canvas.width = 0;
  return blob && { blob, width, height };
}

/** What the phone cannot open is kept as it is; the server converts it. */
async function asItIs(file: File): Promise<NewPhoto> {
  const looksRight = file.type.startsWith('image/') || PICTURE_NAME.test(file.name);
  if (!looksRight || file.size === 0) throw new Unfit('photo_not_picture');
  const type = file.type || 'image/heic';
  return { bytes: await file.arrayBuffer(), type, width: null, height: null, thumb: null };
}
