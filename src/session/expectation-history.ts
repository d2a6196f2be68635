import type { TimelinePoint } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';
import { ABSENCE_PATIENCE } from './absence.ts';

/** Milliseconds that the history reaches back. */
const SPAN = 30_000;
/** Milliseconds between points: a screen cannot show more. */
const STEP = 100;

/** An estimate at a moment, with the face that it was made of. */
export interface HistoryPoint extends TimelinePoint {
  readonly face: FaceEstimate;
}

/** Null for a face without a curve. @param time milliseconds */
export function historyPoint(face: FaceEstimate, time: number): HistoryPoint | null {
  const { age } = face;
  if ('withheld' in age) return null;
  const [low, high] = age.interval(0.8);
  return { time, expectation: age.expectation, low, high, face };
}

/** The estimates of each tracked face over the last half minute. */
export class ExpectationHistory {
  private readonly lines = new Map<number, (HistoryPoint | null)[]>();

  /** @param time milliseconds, rising from call to call */
  add(faces: readonly FaceEstimate[], time: number): void {
    for (const face of faces) {
      const { id } = face;
      const point = historyPoint(face, time);
      if (id === null || point === null) continue;
      const line = this.lines.get(id) ?? [];
      this.lines.set(id, line);
      const [before, last] = line.slice(-2);
      if (before && last && last.time - before.time < STEP) line.pop();
      line.push(point);
    }
    for (const [id, line] of this.lines) this.trim(id, line, time);
  }

  /** The points of a face in order of time, with null where the face was out of view. */
  of(id: number | null): readonly (HistoryPoint | null)[] {
    return (id === null ? undefined : this.lines.get(id)) ?? [];
  }

  clear(): void {
    this.lines.clear();
  }

  private trim(id: number, line: (HistoryPoint | null)[], time: number): void {
    const last = line.at(-1);
    if (last && time - last.time >= ABSENCE_PATIENCE) line.push(null);
    while (line.length > 0 && (line[0]?.time ?? Number.NEGATIVE_INFINITY) < time - SPAN) line.shift();
    if (line.length === 0) this.lines.delete(id);
  }
}
