/** Resolves once the page has been painted for the first time: what is heavy waits until there is something to see. */
export function firstPaint(): Promise<void> {
  // A page that opens in the background is not painted, and loads all the same.
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
