/** A photo made fit to keep: upright, at most 1600 pixels long, at most 400 KB, without EXIF. */

import type { NewPhoto } from '../vault/photos';
import { decoded } from './decode';
import { photoOf } from './paper';

/** The file is not a picture, or larger than anything a phone should carry. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly why: 'photo_too_big' | 'photo_not_picture';

  constructor(why: 'photo_too_big' | 'photo_not_picture') {
    super(why);
    this.why = why;
  }
}

const LARGEST_FILE = 40 * 1024 * 1024;
const PICTURE_NAME = /\.(jpe?g|png|webp|hei[cf]|gif|bmp|avif)$/i;

/** Raises Unfit for what can be no photo; what the phone cannot open it answers as it is. */
export async function prepare(file: File): Promise<NewPhoto> {
  check(file);
  const made = await shrunk(file);
  if (made) return made;
  if (await isWriting(file)) throw new Unfit('photo_not_picture');
  return asItIs(file);
}

/** Bytes of a file by which words are told from a picture. */
const START = 256;
const ENOUGH = 8;

/** Under a picture's name: no format of pictures begins with nothing but letters. */
async function isWriting(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, START).arrayBuffer());
  return start.length >= ENOUGH && start.every((byte) => byte > 31 || (byte > 8 && byte < 14));
}

/** Raises Unfit when nobody, neither this phone nor the server, could make a photo of the file. */
export function check(file: File): void {
  if (file.size > LARGEST_FILE) throw new Unfit('photo_too_big');
  const looksRight = file.type.startsWith('image/') || PICTURE_NAME.test(file.name);
  if (!looksRight || file.size === 0) throw new Unfit('photo_not_picture');
}

/** The file itself: the only copy there may be of what was seen. The server converts it. */
export async function asItIs(file: File): Promise<NewPhoto> {
  const type = file.type || 'image/heic';
  return { bytes: await file.arrayBuffer(), type, width: null, height: null, thumb: null };
}

async function shrunk(file: File): Promise<NewPhoto | null> {
  const picture = await decoded(file);
  if (!picture) return null;
  try {
    return await photoOf(picture, (brush, { width, height }) => {
      brush.drawImage(picture.source, 0, 0, width, height);
    });
  } finally {
    picture.release();
  }
}
