/** Decoding pictures, one at a time: several at once have crashed cheap phones. */

export interface Picture {
  readonly source: CanvasImageSource;
  /** As it is to be seen, orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly release: () => void;
}

/** A JPEG of 2 × 1 pixels whose EXIF says "turn by 90°": a decoder that obeys sees 1 × 2. */
const TURNED =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////wAALCAABAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8Aa//Z';

let bitmapsObey: Promise<boolean> | null = null;

/** The picture, or null where this browser cannot read the format (HEIC on most phones). */
export async function decoded(file: Blob): Promise<Picture | null> {
  if (typeof createImageBitmap === 'function') {
    bitmapsObey ??= obeysOrientation();
    const picture = (await bitmapsObey) ? await byBitmap(file) : null;
    if (picture) return picture;
  }
  return byElement(file);
}

async function byBitmap(file: Blob): Promise<Picture | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const release = (): void => {
      bitmap.close();
    };
    return { source: bitmap, width, height, release };
  } catch {
    return null;
  }
}

/** Image elements apply the orientation in every browser that we support. */
function byElement(file: Blob): Promise<Picture | null> {
  const address = URL.createObjectURL(file);
  const release = (): void => {
    URL.revokeObjectURL(address);
  };
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      resolve(width > 0 ? { source: image, width, height, release } : null);
    };
    image.onerror = () => {
      release();
      resolve(null);
    };
    image.src = address;
  });
}

async function obeysOrientation(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(TURNED), (letter) => letter.charCodeAt(0));
  const picture = await byBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  picture?.release();
  return picture?.height === 2;
}
