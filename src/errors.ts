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
  /** An asset of facecurve could not be fetched. */
  | 'asset-missing'
  /** An asset of facecurve is shorter or longer than it should be. */
  | 'asset-truncated'
  /** An asset of facecurve is something else: a web page, or not what its name says. */
  | 'asset-wrong-type'
  /** An asset of facecurve differs from the one this version was built with. */
  | 'asset-hash-mismatch'
  /** The forced backend cannot run in this browser. */
  | 'backend-unavailable'
  /** No backend reproduces the model's golden vectors. */
  | 'backend-wrong-results'
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
  /** The browser, or the app that shows the page, gives pages no camera. */
  | 'camera-unsupported'
  /** The page around this one, or the page's own header, does not allow the camera. */
  | 'camera-blocked'
  /** The browser starts the camera's video only within a tap. */
  | 'camera-paused'
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
  readonly remedy?: string | undefined;
  /** The file concerned, as it was requested. */
  readonly file?: string | undefined;
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

/** The reasons that calls were cancelled with. A string cannot be held weakly. */
interface AbortReasons {
  readonly objects: WeakSet<object>;
  readonly others: Set<unknown>;
}

/** All copies of this module share the reasons: the script tag's file has a copy, and so have the modules it loads. */
const REASONS = Symbol.for('facecurve.abort-reasons');
/** Bounds the memory of a page that makes a new text for each reason. */
const MOST_OTHERS = 100;

function abortReasons(): AbortReasons {
  const holder = globalThis as { [REASONS]?: AbortReasons };
  holder[REASONS] ??= { objects: new WeakSet(), others: new Set() };
  return holder[REASONS];
}

/** The signal's reason, to be thrown; `isAbort` recognises it from then on. */
export function abortReason({ reason }: AbortSignal): unknown {
  // An estimator's disposal is a failure of the call that waits.
  if (reason instanceof FaceCurveError) return reason;
  const { objects, others } = abortReasons();
  if (Object(reason) === reason) objects.add(reason);
  else {
    if (others.size >= MOST_OTHERS) others.clear();
    others.add(reason);
  }
  return reason;
}

/** As the signal's own `throwIfAborted`, with a reason that `isAbort` recognises. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/**
 * True for a cancelled operation, which is never reported as a failure: for `AbortError` and `TimeoutError` of the browser, and
 * for any other reason that a call to facecurve was cancelled with.
 */
export function isAbort(error: unknown): boolean {
  if (error instanceof DOMException && /^(Abort|Timeout)Error$/.test(error.name)) return true;
  const { objects, others } = abortReasons();
  return Object(error) === error ? objects.has(error as object) : others.has(error);
}

/** Any thrown value as a `FaceCurveError`: typed ones pass through, the rest become `internal` with their cause. */
export function toFaceCurveError(error: unknown): FaceCurveError {
  if (error instanceof FaceCurveError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FaceCurveError('internal', message, { cause: error });
}

/** Says how to fix that the browser keeps a file from the page; undefined where the file's address gives no reason for it. */
export function accessRemedy(address: string | undefined): string | undefined {
  const { origin, location } = globalThis;
  if (location?.protocol === 'file:' || address?.startsWith('file:')) {
    return 'Open the page through a web server: a page that a double click opened may not read the files next to it.';
  }
  const header = 'the server of the files must send Access-Control-Allow-Origin (CORS)';
  if (origin === 'null') return `The frame is sandboxed: add allow-same-origin to its sandbox, or ${header}.`;
  const isElsewhere = address !== undefined && !address.startsWith(`${origin}/`);
  return isElsewhere
    ? `Check the address and the network; for a page of another origin ${header}.`
    : undefined;
}

/** Pass to `.catch()` of a dynamic import; rethrows as `asset-missing`. @throws FaceCurveError */
export function throwScriptMissing(cause: unknown): never {
  // Chromium and Firefox name the script in their message.
  const [file] = /\w+:\/\/[^\s"]+/.exec(String(cause)) ?? [];
  throw new FaceCurveError('asset-missing', 'A script of facecurve could not be loaded.', {
    remedy:
      accessRemedy(file) ??
      'Check the network and that all files of this version are served, then try again or reload the page. Before an inlined script write: facecurveBase = "…/facecurve/".',
    file,
    cause,
  });
}

/**
 * Call first in what needs a browser: Node and the DOMs of tests have no pictures.
 * @throws FaceCurveError `backend-unavailable`
 */
export function assertBrowser(): void {
  // happy-dom has `createImageBitmap`, and no DOM of tests has this; workers have no context of this name.
  if ('CanvasRenderingContext2D' in globalThis || 'WorkerGlobalScope' in globalThis) return;
  throw new FaceCurveError('backend-unavailable', 'facecurve needs a browser.', {
    remedy:
      'Call it in a browser; on a server and in tests without one, import it and render the element only.',
  });
}
