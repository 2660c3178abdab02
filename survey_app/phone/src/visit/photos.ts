/**
 * Which photo of its item a photo is: the twin of `reports/numbering.py`. Photos of an item are
 * counted by slot, which is by the time of taking; a new caption changes no number, and what was
 * withdrawn is not counted.
 */

import type { Current, ItemState } from './current';

/** The place of each photo in its item, from 1, by the key of its cell. */
export function photoPlaces(current: Current): ReadonlyMap<string, number> {
  return new Map([...current.items.values()].flatMap(placesOf));
}

function placesOf(state: ItemState): readonly (readonly [string, number])[] {
  let before = 0;
  return state.photos.flatMap((cell) => {
    const standing = cell.heads.filter((head) => head.entry.value !== null).length;
    if (standing === 0) return [];
    const place = before + 1;
    // The server counts both captions of a clash until somebody settles it.
    before += standing;
    return [[cell.key, place] as const];
  });
}
