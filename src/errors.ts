/** Every way in which facecurve can fail, one literal each. `docs/errors.md` has an entry per code. */
export type FaceCurveErrorCode =
  /** The file is empty (0 bytes). */
  | 'image-empty'
  /** The bytes are no picture, or a picture in a format that is not for photos (SVG) or not known to this browser. */
  | 'image-unsupported'
  /** The picture's format is known, but its bytes are damaged. */
  | 'image-unreadable'
  /** The picture could not be fetched from its address. */
  | 'image-missing'
  /** The picture comes from another origin and may not be read. */
  | 'image-tainted'
  /** The source has no pixels yet (a video before its first frame, a canvas of 0 x 0). */
  | 'source-empty'
  /** A file of ours could not be fetched. */
  | 'asset-missing'
  /** A file of ours is shorter or longer than it should be. */
  | 'asset-truncated'
  /** A file of ours is something else: a web page, or not what its name says. */
  | 'asset-wrong-type'
  /** A file of ours differs from the one this version was built with. */
  | 'asset-hash-mismatch'
  /** The forced backend cannot run in this browser. */
  | 'backend-unavailable'
  /** No backend reproduces the model's golden vectors. */
  | 'backend-wrong-results'
  /** The browser has no WebGL, which the face detector needs. */
  | 'webgl-unavailable'
  /** The browser scrambles pixels that pages read (fingerprinting protection). */
  | 'pixels-scrambled'
  /** The detector could not be started. */
  | 'detector-failed'
  /** The camera was refused by the user or by the browser's settings. */
  | 'camera-refused'
  /** There is no camera. */
  | 'camera-missing'
  /** The camera is used by another program. */
  | 'camera-busy'
  /** The page is not served securely, so the browser offers no camera. */
  | 'camera-insecure'
  /** The camera that was watched is gone: unplugged, or taken away by the system. */
  | 'camera-lost'
  /** The worker died. */
  | 'worker-lost'
  /** The GPU device was lost; reported when a new device or the next backend has taken over. */
  | 'gpu-lost'
  /** The estimator was disposed. */
  | 'disposed'
  /** An argument is not what it should be. */
  | 'argument-invalid'
  /** Something that should not happen; the cause says what. */
  | 'internal';

export interface FaceCurveErrorDetails {
  /** How to fix it, as a sentence for the developer or user. */
  readonly remedy?: string;
  /** The file concerned, as it was requested. */
  readonly file?: string;
  readonly cause?: unknown;
}

/** The error class of facecurve: `message` says what happened, `code` which case, `remedy` how to fix it. */
export class FaceCurveError extends Error {
  override readonly name = 'FaceCurveError';
  readonly code: FaceCurveErrorCode;
  readonly file: string | undefined;
  readonly remedy: string | undefined;

  /** True also for errors of another copy of this class: the script tag's file has a copy, and so have the modules it loads. */
  static override [Symbol.hasInstance](value: unknown): value is FaceCurveError {
    return value instanceof Error && value.name === 'FaceCurveError' && 'code' in value;
  }

  constructor(code: FaceCurveErrorCode, message: string, details: FaceCurveErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.file = details.file;
    this.remedy = details.remedy;
  }
}

/** True for a cancelled operation, which is never reported as a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any thrown value as a `FaceCurveError`: typed ones pass through, the rest become `internal` with their cause. */
export function toFaceCurveError(error: unknown): FaceCurveError {
  if (error instanceof FaceCurveError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FaceCurveError('internal', message, { cause: error });
}

/** Pass to `.catch()` of a dynamic import; rethrows as `asset-missing`. @throws FaceCurveError */
export function throwScriptMissing(cause: unknown): never {
  throw new FaceCurveError('asset-missing', 'A script of facecurve could not be loaded.', {
    remedy:
      'Check the network and that all files of this version are served, then try again or reload the page.',
    cause,
  });
}

/**
 * Call first in what needs a browser: Node and the DOMs of tests have no pictures.
 * @throws FaceCurveError `backend-unavailable`
 */
export function assertBrowser(): void {
  if (typeof createImageBitmap === 'function') return;
  throw new FaceCurveError('backend-unavailable', 'facecurve needs a browser.', {
    remedy:
      'Call it in a browser; on a server and in tests without one, import it and render the element only.',
  });
}
