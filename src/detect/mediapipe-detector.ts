import { type Detection, FaceDetector } from '@mediapipe/tasks-vision';
import { isWasmForbidden } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { DetectedFace } from '../types.ts';
import { keypointsFrom } from './keypoints.ts';
import { FACE_SCORE, VIEW_SIDE, type ViewDetector } from './view-detector.ts';

export interface MediapipeFiles {
  /** Address of MediaPipe's module loader script. */
  readonly loaderUrl: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly model: Uint8Array<ArrayBuffer>;
}

type ModuleFactory = (module: Record<string, unknown>) => Promise<unknown>;

/** Where MediaPipe looks for its factory, and deletes it after each use. */
interface FactoryScope {
  ModuleFactory?: ModuleFactory;
  /** The loader's third way to the console, beside `print` and `printErr`. */
  custom_dbg?: () => void;
}

/** MediaPipe tells the console of each start; what goes wrong is thrown as well. */
const silence = () => undefined;

/** MediaPipe's FaceDetector (BlazeFace, short range). Owns its WebAssembly. */
export class MediapipeDetector implements ViewDetector {
  private readonly detector: FaceDetector;
  private readonly canvas: OffscreenCanvas;

  private constructor(detector: FaceDetector, canvas: OffscreenCanvas) {
    this.detector = detector;
    this.canvas = canvas;
  }

  /** @throws FaceCurveError `detector-failed`. */
  static async create(files: MediapipeFiles): Promise<MediapipeDetector> {
    try {
      const canvas = new OffscreenCanvas(1, 1);
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
          minDetectionConfidence: FACE_SCORE,
          minSuppressionThreshold: 0.3,
          canvas,
        },
      );
      return new MediapipeDetector(detector, canvas);
    } catch (cause) {
      throw new FaceCurveError('detector-failed', 'The face detector could not be started.', {
        remedy: isWasmForbidden()
          ? "WebAssembly is forbidden: add 'wasm-unsafe-eval' to script-src of the page's content security policy."
          : 'Reload the page; if the error stays, WebGL is blocked.',
        cause,
      });
    }
  }

  async detect(views: readonly ImageData[], leastScore = FACE_SCORE): Promise<DetectedFace[][]> {
    if (leastScore === FACE_SCORE) return views.map((view) => this.detectOne(view));
    const places = await this.detectFrom(leastScore, views);
    // Unsure places move the faces that they overlap, so a view with a face is looked at once more without them.
    return places.map((all, index) => {
      const unsure = all.filter(({ score }) => score < FACE_SCORE);
      const view = views[index];
      return unsure.length === all.length || view === undefined
        ? unsure
        : [...this.detectOne(view), ...unsure];
    });
  }

  private detectOne(view: ImageData): DetectedFace[] {
    return this.detector.detect(view).detections.flatMap(toFace);
  }

  /** Another least score takes about the time of one detection to set. */
  private async detectFrom(leastScore: number, views: readonly ImageData[]): Promise<DetectedFace[][]> {
    await this.detector.setOptions({ minDetectionConfidence: leastScore });
    try {
      return views.map((view) => this.detectOne(view));
    } finally {
      await this.detector.setOptions({ minDetectionConfidence: FACE_SCORE });
    }
  }

  /** True after the browser took the WebGL away (a crash of the GPU's process). */
  get isLost(): boolean {
    return this.canvas.getContext('webgl2')?.isContextLost() ?? false;
  }

  close(): void {
    this.detector.close();
  }
}

/** MediaPipe gives keypoints as shares of the view, and the box in whole pixels. */
function toFace(detection: Detection): DetectedFace[] {
  const box = detection.boundingBox;
  if (box === undefined) return [];
  const points = detection.keypoints.map(({ x, y }) => ({ x: x * VIEW_SIDE, y: y * VIEW_SIDE }));
  const keypoints = keypointsFrom(points);
  if (keypoints === null) return [];
  return [
    {
      box: { x: box.originX, y: box.originY, width: box.width, height: box.height },
      score: detection.categories[0]?.score ?? 0,
      keypoints,
    },
  ];
}
