/** Counts the requests of the page and its worker after loading, as the browser itself reports them. */
export class RequestFigure {
  private readonly onChange: () => void;
  /** Milliseconds since 1970; before the counting starts, no request is late enough to count. */
  private since = Number.POSITIVE_INFINITY;
  private counted = 0;

  /** @param onChange called whenever `count` changes */
  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Null before the counting starts. */
  get count(): number | null {
    return this.since === Number.POSITIVE_INFINITY ? null : this.counted;
  }

  /** Starts counting from 0. */
  async start(): Promise<void> {
    // The page's own pictures and fonts are part of the loading, too.
    await Promise.all([pageLoaded(), document.fonts.ready]);
    const isFirst = this.since === Number.POSITIVE_INFINITY;
    this.since = performance.timeOrigin + performance.now();
    this.counted = 0;
    this.onChange();
    if (!isFirst) return;
    const observer = new PerformanceObserver((list) => {
      const requests = list.getEntries().filter(({ name }) => /^(https?|wss?):/.test(name));
      this.add(requests.map(({ startTime }) => performance.timeOrigin + startTime));
    });
    observer.observe({ type: 'resource' });
  }

  /** @param times of requests, in milliseconds since 1970; some requests of the loading are reported only after it has ended */
  add(times: readonly number[]): void {
    const news = times.filter((time) => time >= this.since).length;
    if (news === 0) return;
    this.counted += news;
    this.onChange();
  }
}

function pageLoaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}
