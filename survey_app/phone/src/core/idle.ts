/** For what must not hold up the first screen: done once the browser has nothing else to do. */
export function whenIdle(act: () => void): void {
  // Safari has no word for it; there a moment has to do.
  const { requestIdleCallback: idle } = globalThis as Partial<typeof globalThis>;
  if (idle) idle(act, { timeout: 2_000 });
  else setTimeout(act, 500);
}
