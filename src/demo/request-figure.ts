/** Counts what the page and its worker ask the network for once it is loaded, as the browser itself reports it. */
export class RequestFigure {
  private readonly show: (count: number) => void;
  /** Milliseconds since 1970; before the counting starts, nothing is late enough to count. */
  private since = Number.POSITIVE_INFINITY;
  private count = 0;

  /** @param show called with the count, first with 0 when the counting starts */
  constructor(show: (count: number) => void) {
    this.show = show;
  }

  /** Counts from now on, and again from 0 when it is called again. */
  async start(): Promise<void> {
    // The page's own pictures and type are part of the loading, too.
    await Promise.all([pageLoaded(), document.fonts.ready]);
    const isFirst = this.since === Number.POSITIVE_INFINITY;
    this.since = performance.timeOrigin + performance.now();
    this.count = 0;
    this.show(0);
    if (!isFirst) return;
    const observer = new PerformanceObserver((list) => {
      const requests = list.getEntries().filter(({ name }) => /^(https?|wss?):/.test(name));
      this.add(requests.map(({ startTime }) => performance.timeOrigin + startTime));
    });
    observer.observe({ type: 'resource' });
  }

  /** @param times of requests, in milliseconds since 1970; those of the loading are reported late, some after it has ended */
  add(times: readonly number[]): void {
    const news = times.filter((time) => time >= this.since).length;
    if (news === 0) return;
    this.count += news;
    this.show(this.count);
  }
}

function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}
