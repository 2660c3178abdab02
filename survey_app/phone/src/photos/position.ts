/** Where a photo is taken: asked only where the round wants it, and never waited for long. */

import type { Json } from '../core/canonical';

const PATIENCE = 15_000;
const FRESH_ENOUGH = 60_000;
/** Milliseconds that a photo waits for its place after the camera has closed. */
const AT_THE_END = 3_000;

let sought: Promise<Json> | null = null;

/** Begins to look, while the camera is open. */
export function seekPosition(): void {
  sought = found();
}

/** What was found since, null when nothing was; asked for once only. */
export async function takePosition(): Promise<Json> {
  const seeking = sought;
  sought = null;
  if (!seeking) return null;
  const tired = new Promise<Json>((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, AT_THE_END);
  });
  return Promise.race([seeking, tired]);
}

function found(): Promise<Json> {
  const finder = (navigator as Partial<Pick<Navigator, 'geolocation'>>).geolocation;
  if (!finder) return Promise.resolve(null);
  return new Promise((resolve) => {
    finder.getCurrentPosition(
      ({ coords }) => {
        resolve(told(coords));
      },
      () => {
        resolve(null);
      },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: FRESH_ENOUGH },
    );
  });
}

/** Degrees as text, like every figure: a tenth of a metre is more than a phone knows. */
export function told(
  coords: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>,
): Json {
  const { latitude, longitude, accuracy } = coords;
  if (![latitude, longitude, accuracy].every(Number.isFinite)) return null;
  return {
    lat: latitude.toFixed(6),
    lon: longitude.toFixed(6),
    accuracy: Math.max(0, Math.round(accuracy)),
  };
}
