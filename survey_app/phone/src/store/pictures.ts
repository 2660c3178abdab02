/** What the entry of a photo carries along: the picture waits to be sent while an entry shows it. */

import type { Json } from '../core/canonical';
import type { About } from '../entries/entry';
import { readPhoto } from '../entries/values';
import { shownPhotos } from '../vault/leftovers';
import { shelve } from '../vault/photos';
import { photoRow, type WithPhoto } from '../vault/vault';
import type { Workplace } from './workplace';

/** The picture that goes with this value; none where it is not on this phone. */
export async function carried(
  { vault }: Workplace,
  about: About,
  value: Json,
): Promise<WithPhoto | undefined> {
  const sha256 = about.kind === 'photo' ? readPhoto(value)?.sha256 : undefined;
  const row = sha256 === undefined ? undefined : await photoRow(vault, sha256);
  return row && { sha256: row.sha256, bytes: row.bytes };
}

/** What an entry showed and none shows any more is not sent; it stays for the way back. */
export async function laidAside({ vault }: Workplace, about: About, stood: Json): Promise<void> {
  const sha256 = about.kind === 'photo' ? readPhoto(stood)?.sha256 : undefined;
  if (sha256 === undefined || (await shownPhotos(vault)).has(sha256)) return;
  await shelve(vault, sha256);
}
