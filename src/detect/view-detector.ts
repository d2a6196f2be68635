import type { DetectedFace } from '../types.ts';

/** From this score on a place is a face. */
export const FACE_SCORE = 0.5;
/** Side in pixels of the square views in which a detector finds faces. */
export const VIEW_SIDE = 128;

/** A face detector: MediaPipe's own, or its network as a graph. The search of `detect-faces.ts` knows neither. */
export interface ViewDetector {
  /**
   * For each view its faces, best first, in pixels of the view. With `leastScore` also places that look a little like a face;
   * the faces stay the same.
   */
  detect(views: readonly ImageData[], leastScore?: number): Promise<readonly (readonly DetectedFace[])[]>;
  /** True after the browser took away what it runs on: nothing is found from then on. */
  readonly isLost: boolean;
  close(): void;
}
