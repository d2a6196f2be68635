import type { LabelDistribution } from './distribution/index.ts';

/** A point; which coordinate system it lives in is said where it is used (frame pixels unless stated). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An axis-aligned rectangle in frame pixels; `x`, `y` is its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** BlazeFace's six keypoints in frame pixels. Left and right are those of the image, not of the person. */
export interface Keypoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly noseTip: Point;
  readonly mouth: Point;
  readonly leftEar: Point;
  readonly rightEar: Point;
}

/** One picture to look at. Whoever makes it closes its bitmap. */
export interface Frame {
  readonly bitmap: ImageBitmap | VideoFrame;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds, of the page's clock or the video's. */
  readonly time: number;
}

export interface DetectedFace {
  readonly box: Box;
  /** The detector's confidence, 0 to 1. */
  readonly score: number;
  readonly keypoints: Keypoints;
}

/** Why a face is not good enough for a curve. */
export type QualityReason = 'too-small' | 'turned-away';

export interface Quality {
  readonly usable: boolean;
  readonly reasons: readonly QualityReason[];
  /** Distance between the eyes in frame pixels. */
  readonly eyeDistance: number;
}

/** Why there is no curve: the face may be a minor's, the face is not usable (see `quality`), or it was not asked for. */
export interface Withheld {
  readonly withheld: 'may-be-minor' | 'not-usable' | 'not-asked';
}

export interface FaceEstimate {
  /** Stable while the face is tracked over frames; null for a single picture. */
  readonly id: number | null;
  readonly box: Box;
  readonly keypoints: Keypoints;
  readonly score: number;
  readonly quality: Quality;
  readonly age: LabelDistribution | Withheld;
  readonly attractiveness: LabelDistribution | Withheld;
}

export type BackendName = 'webgpu' | 'webgl' | 'wasm';
export type BackendChoice = BackendName | 'auto';
export type Attribute = 'age' | 'attractiveness';

/** How far loading is; `total` counts every file that is needed. */
export interface LoadProgress {
  readonly file: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Where and how the estimator runs, for the page to show. */
export interface EstimatorInfo {
  readonly backend: BackendName;
  /** True where the backend is computed by the processor in place of a GPU. */
  readonly software: boolean;
  /** What was tried before this backend and why it was left. */
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
  readonly detectorHost: 'worker' | 'page';
  readonly cropSize: number;
}
