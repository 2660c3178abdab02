/** The numbers of a visit's photos: by the time of taking, the same on the phone and on paper. */

import { computed } from '@preact/signals';
import type { Cell } from '../visit/current';
import { current } from './visit';

/** Every photo that was ever taken on the visit keeps its number, also when another is withdrawn. */
const numbers = computed(() => {
  const cells = [...current.value.items.values()].flatMap((state) => state.photos);
  const slots = cells.map((cell) => cell.slot ?? '').sort();
  return new Map(slots.map((slot, at) => [slot, at + 1]));
});

export function photoNumber(cell: Cell): number {
  return numbers.value.get(cell.slot ?? '') ?? 0;
}
