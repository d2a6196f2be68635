import type { TimelinePoint } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';
import { ABSENCE_PATIENCE } from './absence.ts';

/** Milliseconds that the history reaches back. */
const SPAN = 30_000;
/** Milliseconds between points: a screen cannot show more. */
const STEP = 100;

/** The estimates of each tracked face over the last half minute. */
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
    for (const [id, line] of this.lines) this.trim(id, line, time);
  }

  /** The points of a face in order of time, with null where the face was out of view. */
  of(id: number | null): readonly (TimelinePoint | null)[] {
    return (id === null ? undefined : this.lines.get(id)) ?? [];
  }

  clear(): void {
    this.lines.clear();
  }

  private trim(id: number, line: (TimelinePoint | null)[], time: number): void {
    const last = line.at(-1);
    if (last && time - last.time >= ABSENCE_PATIENCE) line.push(null);
    while (line.length > 0 && (line[0]?.time ?? Number.NEGATIVE_INFINITY) < time - SPAN) line.shift();
    if (line.length === 0) this.lines.delete(id);
  }
}
