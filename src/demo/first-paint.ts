const PAINT = 'first-contentful-paint';
/** Milliseconds to wait after the first frame if the browser does not report paints. */
const LONGEST_WAIT = 500;

/** Resolves after the first paint of the page, so that heavy work starts only when the user sees something. */
export function firstPaint(): Promise<void> {
  // A page that opens in the background is not painted, but must load as well.
  // Observers hear of a paint late, while the page is busy.
  if (document.hidden || performance.getEntriesByName(PAINT).length > 0) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((paints) => {
      if (paints.getEntriesByName(PAINT).length > 0) done();
    });
    const done = () => {
      observer.disconnect();
      resolve();
    };
    observer.observe({ type: 'paint', buffered: true });
    requestAnimationFrame(() => setTimeout(done, LONGEST_WAIT));
  });
}
