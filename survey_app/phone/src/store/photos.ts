/** The names of photos, the same on the phone, in the report and in the evaluation. */

import { computed } from '@preact/signals';
import { readPhoto } from '../entries/values';
import { t } from '../i18n/say';
import { photoPlaces } from '../visit/photos';
import { present, type Cell } from '../visit/current';
import { current } from './visit';

const places = computed(() => photoPlaces(current.value));

/** All photos of the visit, in the order of taking. */
export const photosOfVisit = computed<readonly Cell[]>(() =>
  [...current.value.items.values()]
    .flatMap((state) => present(state.photos, readPhoto))
    .map(({ cell }) => cell)
    .sort((a, b) => ((a.slot ?? '') < (b.slot ?? '') ? -1 : 1)),
);

/** "Ảnh B2.1", or "Ảnh chung 1" for a photo of the visit as a whole. */
export function photoLabel(cell: Cell): string {
  const item = cell.heads[0].entry.item;
  const n = places.value.get(cell.key) ?? 0;
  return item === null ? t('photo_visit', { n }) : t('photo_item', { item, n });
}
