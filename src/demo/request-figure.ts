/**
 * Counts what the page asks the network for from now on, as the browser itself reports it.
 * @param show called with the count, first with 0
 */
export function countRequests(show: (count: number) => void): void {
  let count = 0;
  show(count);
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().filter(({ name }) => /^(https?|wss?):/.test(name)).length;
    show(count);
  });
  observer.observe({ type: 'resource' });
}
