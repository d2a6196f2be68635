/** Kilobytes a second below which MediaPipe's 2.4 MB would keep the first curve back for more than seven seconds. */
const SLOW = 350;
/** Kilobytes of the page's own files that must have come over the line: fewer say little about it. */
const ENOUGH = 40;

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/** No browser but Chromium says anything about its connection. */
const connection = () => (navigator as { connection?: Connection }).connection;

/** Whether the visitor has asked for as few bytes as possible. */
export function savesData(): boolean {
  return connection()?.saveData === true;
}

/** Whether the visitor's line is slow, or should be spared. The page's own files are measured too. */
export function lineIsSlow(): boolean {
  if (savesData() || /2g|3g/.test(connection()?.effectiveType ?? '')) return true;
  return speedOf(performance.getEntriesByType('resource') as PerformanceResourceTiming[]) < SLOW;
}

export interface Received {
  /** Bytes over the line; 0 for a file of the cache. */
  readonly transferSize: number;
  /** Milliseconds. */
  readonly responseStart: number;
  readonly responseEnd: number;
}

/** Kilobytes a second while files came in at all; `Infinity` where too little came to tell. */
export function speedOf(files: readonly Received[]): number {
  const received = files.filter(({ transferSize, responseStart }) => transferSize > 0 && responseStart > 0);
  const kilobytes = received.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000;
  if (kilobytes < ENOUGH) return Number.POSITIVE_INFINITY;
  let milliseconds = 0;
  let reached = 0;
  for (const { responseStart, responseEnd } of received.sort((a, b) => a.responseStart - b.responseStart)) {
    milliseconds += Math.max(0, responseEnd - Math.max(responseStart, reached));
    reached = Math.max(reached, responseEnd);
  }
  return milliseconds === 0 ? Number.POSITIVE_INFINITY : kilobytes / (milliseconds / 1000);
}
