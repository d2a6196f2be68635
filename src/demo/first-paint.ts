/** Milliseconds after the first frame for which a browser is waited for that does not tell of its paints. */
const LONGEST_WAIT = 500;

/** Resolves once the page has been painted for the first time: what is heavy waits until there is something to see. */
export function firstPaint(): Promise<void> {
  // A page that opens in the background is not painted, and loads all the same.
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((paints) => {
      if (paints.getEntriesByName('first-contentful-paint').length > 0) done();
    });
    const done = () => {
      observer.disconnect();
      resolve();
    };
    observer.observe({ type: 'paint', buffered: true });
    requestAnimationFrame(() => setTimeout(done, LONGEST_WAIT));
  });
}
