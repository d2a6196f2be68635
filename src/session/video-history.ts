import type { FaceEstimate } from '../types.ts';
import { type HistoryPoint, historyPoint } from './expectation-history.ts';

/** Milliseconds between points. */
const STEP = 100;
/** Milliseconds without a point after which the line is broken. A slow device looks at a frame a second. */
const GAP = 2500;

/** The estimates of the chosen face over a video's own time, in whichever order its moments were seen. */
export class VideoHistory {
  private points: readonly HistoryPoint[] = [];

  /** Replaces what was known of this moment. @param time milliseconds from the video's beginning */
  add(face: FaceEstimate | undefined, time: number): void {
    const point = face === undefined ? null : historyPoint(face, time);
    const others = this.points.filter((each) => Math.abs(each.time - time) >= STEP);
    this.points = point === null ? others : [...others, point].sort((a, b) => a.time - b.time);
  }

  /** The points in order of time, with null where the video was not seen or had no face. */
  get line(): readonly (HistoryPoint | null)[] {
    return this.points.flatMap((point, index) => {
      const before = this.points[index - 1];
      return before !== undefined && point.time - before.time > GAP ? [null, point] : [point];
    });
  }

  clear(): void {
    this.points = [];
  }
}
