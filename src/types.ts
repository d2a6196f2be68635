import type { LabelDistribution } from './distribution/index.ts';

/** Size in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A point, in frame pixels unless stated otherwise. */
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

/** BlazeFace's six keypoints in frame pixels. Left and right are those of the image in which the face is upright, not of the person. */
export interface Keypoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly noseTip: Point;
  readonly mouth: Point;
  readonly leftEar: Point;
  readonly rightEar: Point;
}

/**
 * One picture. `width` and `height` are the size that coordinates refer to: the natural size of a photo, upright. The bitmap of
 * a large photo is smaller. The code that makes a frame closes its bitmap.
 */
export interface Frame extends PictureSize {
  readonly bitmap: ImageBitmap | VideoFrame;
  /** Milliseconds, on the page's clock or the video's. */
  readonly time: number;
}

/** A frame of the library's own. */
export interface BitmapFrame extends Frame {
  readonly bitmap: ImageBitmap;
}

export interface DetectedFace {
  readonly box: Box;
  /** The detector's confidence, 0 to 1. */
  readonly score: number;
  readonly keypoints: Keypoints;
}

/** Why a face is not good enough for a curve. `docs/quality.md` explains each reason and its threshold. */
export type QualityReason = 'too-small' | 'turned-away' | 'too-dark' | 'too-blurred';

/** How usable a face is for an estimate. */
export interface Quality {
  readonly usable: boolean;
  readonly reasons: readonly QualityReason[];
  /** Distance between the eyes in frame pixels. `too-small` counts the pixels that were looked at, which can be others. */
  readonly eyeDistance: number;
  /** Fine detail in the aligned crop as a share of its contrast; a sharp photo has about 0.3, a blurred one under 0.1. */
  readonly sharpness: number;
  /** Mean luminance of the face, 0 (black) to 1 (white). */
  readonly brightness: number;
  /** Degrees, from the keypoints, so rough: positive where the face is turned to the right of the image. */
  readonly yaw: number;
  /** Degrees, rough: positive where the face looks down. */
  readonly pitch: number;
  /** Degrees by which the head is tilted, clockwise positive: from -180 to 180, the ends where it stands on its head. */
  readonly roll: number;
}

/**
 * Why there is no curve: the face may be a minor's, the face is not usable (see `quality`), the attribute was not asked for,
 * or the model does not give it (`open` has no attractiveness).
 */
export interface Withheld {
  readonly withheld: 'may-be-minor' | 'not-usable' | 'not-asked' | 'not-in-model';
}

/** x' = a x - b y + translateX, y' = b x + a y + translateY: rotation, uniform scale and shift, no reflection. */
export interface SimilarityTransform {
  readonly a: number;
  readonly b: number;
  readonly translateX: number;
  readonly translateY: number;
}

/** Where the network looked: class activation maps of the expectations. */
export interface Explanation {
  /** Cells on each side of the square maps. */
  readonly size: number;
  /** From the maps' coordinates (a cell is 1 wide, the first one spans 0 to 1) to frame pixels. */
  readonly toFrame: SimilarityTransform;
  /** Row by row: years by which each cell's content moves the expectation, up or down, to first order. */
  readonly age: Float32Array | Withheld;
  /** The same in points of attractiveness; withheld wherever the curve is. */
  readonly attractiveness: Float32Array | Withheld;
}

/** Which weights made an estimate, as their model card names them. */
export interface ModelIdentity {
  /** `facecurve` for the model `default`, `facecurve-open` for `open`. */
  readonly name: string;
  readonly version: string;
}

export interface FaceEstimate {
  /** Stable while the face is tracked over frames; null for a single picture. */
  readonly id: number | null;
  /** Size of the picture or frame that all coordinates refer to, as the caller sees it: its natural size, upright. */
  readonly frame: PictureSize;
  readonly box: Box;
  readonly keypoints: Keypoints;
  readonly score: number;
  readonly quality: Quality;
  readonly age: LabelDistribution | Withheld;
  readonly attractiveness: LabelDistribution | Withheld;
  readonly model: ModelIdentity;
  /** Only where it was asked for. */
  readonly explanation?: Explanation | undefined;
}

export type BackendName = 'webgpu' | 'webgl' | 'wasm';
export type BackendChoice = BackendName | 'auto';
/** What can be estimated and shown. */
export type Attribute = 'age' | 'attractiveness';

/** One value for each attribute. */
export function ofEachAttribute<Value>(
  make: (attribute: Attribute) => Value,
): Readonly<Record<Attribute, Value>> {
  return { age: make('age'), attractiveness: make('attractiveness') };
}

/** Which weights: `default` for research, with both curves, or `open`, trained on FairFace alone (CC BY 4.0), with ages only. */
export type ModelName = 'default' | 'open';

/** What finds the faces: MediaPipe's face detector, or its network as a graph on the backend of the other network. */
export type DetectorName = 'mediapipe' | 'graph';
/** `auto` takes MediaPipe where it runs, else the graph. */
export type DetectorChoice = DetectorName | 'auto';

/** How far loading is. A backend's own file counts in `totalBytes` only once the backend is chosen. */
export interface LoadProgress {
  /** Address of the file that is being loaded. */
  readonly file: string;
  /** Bytes of this file that are loaded. */
  readonly fileLoadedBytes: number;
  /** Bytes of the whole file. */
  readonly fileTotalBytes: number;
  /** Bytes of all files that are loaded. */
  readonly loadedBytes: number;
  /** Bytes of all files together. */
  readonly totalBytes: number;
}

/** Where and how the estimator runs, for the page to show. */
export interface EstimatorInfo {
  readonly backend: BackendName;
  /** True where the processor computes the backend instead of a GPU. */
  readonly software: boolean;
  /** The backends that were tried first, and why each was rejected. */
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
  /** Where the network runs: in the page itself where no worker could be started (`hostReason` says why). */
  readonly host: 'worker' | 'page';
  readonly hostReason: string | null;
  /** What finds the faces, and why that and not MediaPipe; null where it was chosen. */
  readonly detector: { readonly name: DetectorName; readonly reason: string | null };
  readonly cropSize: number;
  readonly model: ModelIdentity;
}
