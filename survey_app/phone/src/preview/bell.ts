/** Stands in for `store/bell` in the preview: no other tab is told of it, and it hears of none. */

export function ring(): void {
  // There is nothing that another tab could read.
}

export function onRing(): void {
  // Nobody rings.
}
