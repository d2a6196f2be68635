import type { FaceEstimate } from '../index.ts';
import type { TimelinePoint } from '../view/index.ts';

/** Milliseconds that are remembered. */
const SPAN = 30_000;
/** Milliseconds between points; more than a screen shows would only cost. */
const STEP = 100;
/** Milliseconds without a face after which its line is broken: a blink of the detector is no news. */
const PATIENCE = 900;

/** What was estimated of each followed face over the last half minute. */
export class ExpectationHistory {
  private readonly lines = new Map<number, (TimelinePoint | null)[]>();

  /** @param time milliseconds, rising from call to call */
  add(faces: readonly FaceEstimate[], time: number): void {
    for (const { id, age } of faces) {
      if (id === null || 'withheld' in age) continue;
      const [low, high] = age.interval(0.8);
      const line = this.lines.get(id) ?? [];
      this.lines.set(id, line);
      const [before, last] = line.slice(-2);
      if (before && last && last.time - before.time < STEP) line.pop();
      line.push({ time, expectation: age.expectation, low, high });
    }
    for (const [id, line] of this.lines) this.tend(id, line, time);
  }

  /** The points of a face in order of time, null where it was out of sight. */
  of(id: number | null): readonly (TimelinePoint | null)[] {
    return (id === null ? undefined : this.lines.get(id)) ?? [];
  }

  clear(): void {
    this.lines.clear();
  }

  private tend(id: number, line: (TimelinePoint | null)[], time: number): void {
    const last = line.at(-1);
    if (last && time - last.time >= PATIENCE) line.push(null);
    while (line.length > 0 && (line[0]?.time ?? Number.NEGATIVE_INFINITY) < time - SPAN) line.shift();
    if (line.length === 0) this.lines.delete(id);
  }
}
