import { AssetLoader, type AssetLoaderOptions } from '../assets/index.ts';
import {
  type BlazeFace,
  detectInPhoto,
  detectInVideo,
  followFaces,
  type Look,
  lookExactly,
  ScaledPicture,
  type SearchEffort,
} from './index.ts';
import { FaceCurveError } from '../errors.ts';
import { PixelReader } from '../source/index.ts';
import type { DetectedFace, Frame } from '../types.ts';
import { expectDetector, loadDetector } from './detector-files.ts';

export interface DetectorOptions extends AssetLoaderOptions {
  /** Canvas for each start; without it an OffscreenCanvas. */
  readonly makeCanvas?: () => HTMLCanvasElement;
  /** The detector's WebGL was lost, and it was started anew. */
  readonly onRecovered?: ((error: FaceCurveError) => void) | undefined;
  /** What reads the photos' pixels; by default one of its own. */
  readonly reader?: PixelReader;
}

/** The detector, which starts anew when its WebGL was lost. Owns it. */
export class Detector {
  private readonly options: DetectorOptions;
  private readonly reader: PixelReader;
  private blazeFace: BlazeFace;

  private constructor(options: DetectorOptions, blazeFace: BlazeFace) {
    this.options = options;
    this.reader = options.reader ?? new PixelReader();
    this.blazeFace = blazeFace;
  }

  /** @param loader to which the files were announced @throws FaceCurveError what loading throws */
  static async create(options: DetectorOptions, loader: AssetLoader): Promise<Detector> {
    return new Detector(options, await loadDetector(loader, options.makeCanvas?.()));
  }

  /** The faces of a frame, best first. */
  detect(frame: Frame, effort: SearchEffort): Promise<DetectedFace[]> {
    if (effort === 'photo') return detectInPhoto(this.lookAt(frame), frame);
    return this.run((blazeFace) => detectInVideo(blazeFace, frame));
  }

  /** Looks at regions of a photo, which stays open and unchanged meanwhile. */
  lookAt(frame: Frame): Look {
    const picture = new ScaledPicture(frame, (box) => this.reader.read(frame, box));
    return (regions) => this.run(async (blazeFace) => lookExactly(blazeFace, picture, regions));
  }

  /** See `followFaces`. */
  follow(
    frame: Frame,
    known: readonly DetectedFace[],
    others: readonly DetectedFace[],
  ): Promise<DetectedFace[] | null> {
    return this.run((blazeFace) => followFaces(blazeFace, frame, known, others));
  }

  private async run<Found>(look: (blazeFace: BlazeFace) => Promise<Found>): Promise<Found> {
    let cause: unknown;
    try {
      const found = await look(this.blazeFace);
      // Without its WebGL the detector finds nothing, and does not always say why.
      if (!this.blazeFace.isLost) return found;
    } catch (error) {
      if (!this.blazeFace.isLost) throw error;
      cause = error;
    }
    await this.restart(cause);
    return look(this.blazeFace);
  }

  private async restart(cause: unknown): Promise<void> {
    const loader = new AssetLoader(this.options);
    expectDetector(loader);
    const fresh = await loadDetector(loader, this.options.makeCanvas?.());
    this.dispose();
    this.blazeFace = fresh;
    this.options.onRecovered?.(
      new FaceCurveError('gpu-lost', 'The WebGL of the face detector was lost; it was started anew.', {
        remedy: 'None needed.',
        cause,
      }),
    );
  }

  dispose(): void {
    try {
      this.blazeFace.close();
    } catch (error) {
      // What is left of a detector without its WebGL cannot be closed.
      if (!this.blazeFace.isLost) throw error;
    }
  }
}
