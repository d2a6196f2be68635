import { type Detection, FaceDetector, type FaceDetectorOptions } from '@mediapipe/tasks-vision';
import { FaceCurveError } from '../errors.ts';
import { MID_GREY } from '../pixels.ts';
import type { DetectedFace, Point } from '../types.ts';
import type { Region } from './regions.ts';
import { takeEverySecond } from './scale-pixels.ts';
import { ScaledPicture } from './scaled-picture.ts';

export interface BlazeFaceFiles {
  /** Address of MediaPipe's module loader script. */
  readonly loaderUrl: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly model: Uint8Array<ArrayBuffer>;
}

type ModuleFactory = (module: Record<string, unknown>) => Promise<unknown>;

/** A canvas for MediaPipe's WebGL: of a document, or an OffscreenCanvas. */
export interface WebglCanvas {
  readonly canvas: NonNullable<FaceDetectorOptions['canvas']>;
  /** True after the browser took the WebGL away. */
  isLost(): boolean;
}

function offscreenCanvas(): WebglCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  return { canvas, isLost: () => canvas.getContext('webgl2')?.isContextLost() ?? false };
}

/** Where MediaPipe looks for its factory, and deletes it after each use. */
interface FactoryScope {
  ModuleFactory?: ModuleFactory;
  /** The loader's third way to the console, beside `print` and `printErr`. */
  custom_dbg?: () => void;
}

/** MediaPipe tells the console of each start; what goes wrong is thrown as well. */
const silence = () => undefined;

/** Side in pixels at which a region is shown to the detector: its own input's. */
const VIEW_SIDE = 128;
/** Side at which a region is drawn; of a picture as large as this MediaPipe would leave out every second pixel. */
const DRAWN_SIDE = 2 * VIEW_SIDE;
const GREY = `rgb(${MID_GREY}, ${MID_GREY}, ${MID_GREY})`;
const LEAST_CONFIDENCE = 0.5;

/** MediaPipe's FaceDetector (BlazeFace, short range) on squares of a picture. Owns its WebAssembly and one canvas. */
export class BlazeFace {
  private readonly detector: FaceDetector;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly canvas: WebglCanvas;

  private constructor(
    detector: FaceDetector,
    context: OffscreenCanvasRenderingContext2D,
    canvas: WebglCanvas,
  ) {
    this.detector = detector;
    this.context = context;
    this.canvas = canvas;
  }

  /**
   * @param canvas for MediaPipe's WebGL; of the document where an OffscreenCanvas has none.
   * @throws FaceCurveError `detector-failed`.
   */
  static async create(files: BlazeFaceFiles, canvas: WebglCanvas = offscreenCanvas()): Promise<BlazeFace> {
    const context = new OffscreenCanvas(DRAWN_SIDE, DRAWN_SIDE).getContext('2d', {
      willReadFrequently: true,
    });
    if (context === null) throw new FaceCurveError('detector-failed', 'The browser gives no 2D canvas.');
    try {
      const loader = (await import(/* @vite-ignore */ files.loaderUrl)) as { default: ModuleFactory };
      // The bytes are fetched and checked already; given here, the loader does not fetch them a second time.
      const scope = globalThis as FactoryScope;
      scope.custom_dbg = silence;
      scope.ModuleFactory = (module) =>
        loader.default(Object.assign(module, { wasmBinary: files.wasm, print: silence, printErr: silence }));
      const detector = await FaceDetector.createFromOptions(
        { wasmLoaderPath: '', wasmBinaryPath: files.loaderUrl },
        {
          baseOptions: { modelAssetBuffer: files.model, delegate: 'CPU' },
          runningMode: 'IMAGE',
          minDetectionConfidence: LEAST_CONFIDENCE,
          minSuppressionThreshold: 0.3,
          canvas: canvas.canvas,
        },
      );
      return new BlazeFace(detector, context, canvas);
    } catch (cause) {
      throw new FaceCurveError('detector-failed', 'The face detector could not be started.', {
        remedy: isWasmForbidden()
          ? "WebAssembly is forbidden: add 'wasm-unsafe-eval' to script-src of the page's content security policy."
          : 'Reload the page; if the error stays, WebGL is blocked.',
        cause,
      });
    }
  }

  /** The faces in a region of the picture, in the picture's pixels. */
  detect(picture: ImageBitmap | VideoFrame | ScaledPicture, region: Region): DetectedFace[] {
    const view =
      picture instanceof ScaledPicture ? picture.view(region, VIEW_SIDE) : this.draw(picture, region);
    return this.detector.detect(view).detections.flatMap((detection) => toFace(detection, region));
  }

  /** The region as the browser scales it: fast, and a little different in each engine. */
  private draw(bitmap: ImageBitmap | VideoFrame, region: Region): ImageData {
    const scale = DRAWN_SIDE / region.size;
    const { context } = this;
    context.fillStyle = GREY;
    context.fillRect(0, 0, DRAWN_SIDE, DRAWN_SIDE);
    context.imageSmoothingQuality = 'medium';
    context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
    context.drawImage(bitmap, 0, 0);
    context.resetTransform();
    const view = new ImageData(VIEW_SIDE, VIEW_SIDE);
    takeEverySecond(context.getImageData(0, 0, DRAWN_SIDE, DRAWN_SIDE), view);
    return view;
  }

  /** True after the browser took the WebGL away (a crash of the GPU's process): nothing is found from then on. */
  get isLost(): boolean {
    return this.canvas.isLost();
  }

  close(): void {
    this.detector.close();
  }
}

function toFace(detection: Detection, region: Region): DetectedFace[] {
  const box = detection.boundingBox;
  if (box === undefined) return [];
  const [leftEye, rightEye, noseTip, mouth, leftEar, rightEar] = detection.keypoints.map(
    (point): Point => ({ x: region.x + point.x * region.size, y: region.y + point.y * region.size }),
  );
  if (!leftEye || !rightEye || !noseTip || !mouth || !leftEar || !rightEar) return [];
  const scale = region.size / VIEW_SIDE;
  return [
    {
      box: {
        x: region.x + box.originX * scale,
        y: region.y + box.originY * scale,
        width: box.width * scale,
        height: box.height * scale,
      },
      score: detection.categories[0]?.score ?? 0,
      keypoints: { leftEye, rightEye, noseTip, mouth, leftEar, rightEar },
    },
  ];
}

/** True where the policy of the page, or the browser, forbids WebAssembly. The bytes are the smallest module. */
function isWasmForbidden(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) === null;
  } catch {
    return true;
  }
}
