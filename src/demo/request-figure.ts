/**
 * Counts what the page asks the network for from now on, as the browser itself reports it.
 * @param show called with the count, first with 0
 */
export async function countRequests(show: (count: number) => void): Promise<void> {
  // The page's own pictures and type are part of the loading, too.
  await Promise.all([pageLoaded(), document.fonts.ready]);
  const since = performance.now();
  let count = 0;
  show(count);
  const observer = new PerformanceObserver((list) => {
    // Requests of the loading are reported late, some after it has ended.
    const isNew = ({ name, startTime }: PerformanceEntry) =>
      startTime >= since && /^(https?|wss?):/.test(name);
    count += list.getEntries().filter(isNew).length;
    show(count);
  });
  observer.observe({ type: 'resource' });
}

function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}
