/** From pixels to a photo fit to be kept: at most 1600 pixels long and 400 KB, no metadata. */

import type { NewPhoto } from '../vault/photos';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws the whole picture onto a paper of this size. */
export type Draw = (brush: CanvasRenderingContext2D, size: Size) => void;

export const LONGEST_SIDE = 1600;
export const MOST_BYTES = 400 * 1024;
const THUMB_SIDE = 240;
const THUMB_QUALITY = 0.7;
/** The picture is read back: blurred spots while it is drawn, all of it when it is done. */
export const READ: CanvasRenderingContext2DSettings = { willReadFrequently: true };
/** Tried in turn: a poorer picture first, a smaller one when that is not enough. */
const SIDES = [LONGEST_SIDE, 1280, 1024, 800] as const;
const QUALITIES = [0.8, 0.72, 0.64, 0.56, 0.48] as const;

/** The photo that `draw` makes of a picture of this size; null when the memory does not suffice. */
export async function photoOf(whole: Size, draw: Draw): Promise<NewPhoto | null> {
  for (const side of SIDES) {
    const found = await drawn(fitted(whole, side), draw, photoOn);
    if (found) return found;
  }
  return null;
}

/** Width and height with the longest side at most `side`, never enlarged. */
export function fitted({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Draws on a paper, hands it to `use`, and gives its memory back whatever happens. */
async function drawn<T>(
  size: Size,
  draw: Draw,
  use: (paper: HTMLCanvasElement) => Promise<T | null>,
): Promise<T | null> {
  const paper = document.createElement('canvas');
  paper.width = size.width;
  paper.height = size.height;
  try {
    const brush = paper.getContext('2d', READ);
    if (!brush) return null;
    // What is transparent would turn black in a JPEG.
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, size.width, size.height);
    brush.imageSmoothingQuality = 'high';
    draw(brush, size);
    return await use(paper);
  } catch {
    // Phones with little memory refuse a canvas only when it is drawn on.
    return null;
  } finally {
    // Old phones give the memory of a canvas back only when it has no size.
    paper.width = 0;
  }
}

async function photoOn(paper: HTMLCanvasElement): Promise<NewPhoto | null> {
  const { width, height } = paper;
  const blob = await compressed(paper);
  if (!blob) return null;
  const thumb = await drawn(
    fitted(paper, THUMB_SIDE),
    (brush, size) => {
      brush.drawImage(paper, 0, 0, size.width, size.height);
    },
    (small) => jpeg(small, THUMB_QUALITY),
  );
  return {
    bytes: await blob.arrayBuffer(),
    type: 'image/jpeg',
    ...{ width, height },
    thumb: thumb && (await thumb.arrayBuffer()),
  };
}

/** The best quality that is small enough; null where none is. */
async function compressed(paper: HTMLCanvasElement): Promise<Blob | null> {
  for (const quality of QUALITIES) {
    const blob = await jpeg(paper, quality);
    if (!blob || blob.size <= MOST_BYTES) return blob;
  }
  return null;
}

function jpeg(paper: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => {
    paper.toBlob(resolve, 'image/jpeg', quality);
  });
}
