import { AssetLoader, type AssetLoaderOptions } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { ReadBox } from '../pixels.ts';
import type { Box, DetectedFace, Frame } from '../types.ts';
import type { BlazeFace, WebglCanvas } from './blaze-face.ts';
import {
  type DetectInRegions,
  detectExactly,
  detectInPhoto,
  detectInVideo,
  followFaces,
  type SearchEffort,
} from './detect-faces.ts';
import { expectDetector, loadDetector } from './detector-files.ts';
import { ScaledPicture } from './scaled-picture.ts';

/** Reads the pixels of boxes of a frame. */
interface FrameReader {
  read(frame: Frame, box: Box): ReturnType<ReadBox>;
}

export interface DetectorOptions extends AssetLoaderOptions {
  /** Reads the pixels of photos. */
  readonly reader: FrameReader;
  /** Makes a canvas for each start; without it an OffscreenCanvas is used. */
  readonly makeCanvas?: () => WebglCanvas;
  /** The detector's WebGL was lost, and the detector was started again. */
  readonly onRecovered?: ((error: FaceCurveError) => void) | undefined;
}

/** The detector with its life cycle: starts BlazeFace again when its WebGL was lost. Owns BlazeFace. */
export class Detector {
  private readonly options: DetectorOptions;
  private blazeFace: BlazeFace;

  private constructor(options: DetectorOptions, blazeFace: BlazeFace) {
    this.options = options;
    this.blazeFace = blazeFace;
  }

  /** @param loader to which the files were announced @throws FaceCurveError what loading throws */
  static async create(options: DetectorOptions, loader: AssetLoader): Promise<Detector> {
    return new Detector(options, await loadDetector(loader, options.makeCanvas?.()));
  }

  /** The faces of a frame, best first. */
  detect(frame: Frame, effort: SearchEffort): Promise<DetectedFace[]> {
    if (effort === 'photo') return detectInPhoto(this.detectIn(frame), frame);
    return this.run((blazeFace) => detectInVideo(blazeFace, frame));
  }

  /** Detection in regions of a photo, which must stay open and unchanged meanwhile. */
  detectIn(photo: Frame): DetectInRegions {
    const picture = new ScaledPicture(photo, (box) => this.options.reader.read(photo, box));
    return (regions) => this.run(async (blazeFace) => detectExactly(blazeFace, picture, regions));
  }

  /** See `followFaces`. */
  follow(
    frame: Frame,
    known: readonly DetectedFace[],
    others: readonly DetectedFace[],
  ): Promise<DetectedFace[] | null> {
    return this.run((blazeFace) => followFaces(blazeFace, frame, known, others));
  }

  private async run<Found>(detect: (blazeFace: BlazeFace) => Promise<Found>): Promise<Found> {
    let cause: unknown;
    try {
      const found = await detect(this.blazeFace);
      // Without its WebGL the detector finds nothing, and does not always throw.
      if (!this.blazeFace.isLost) return found;
    } catch (error) {
      if (!this.blazeFace.isLost) throw error;
      cause = error;
    }
    await this.restart(cause);
    return detect(this.blazeFace);
  }

  private async restart(cause: unknown): Promise<void> {
    const loader = new AssetLoader(this.options);
    expectDetector(loader);
    const fresh = await loadDetector(loader, this.options.makeCanvas?.());
    this.dispose();
    this.blazeFace = fresh;
    this.options.onRecovered?.(
      new FaceCurveError('gpu-lost', 'The WebGL of the face detector was lost; it was started again.', {
        remedy: 'None needed.',
        cause,
      }),
    );
  }

  dispose(): void {
    try {
      this.blazeFace.close();
    } catch (error) {
      // A detector that has lost its WebGL cannot be closed.
      if (!this.blazeFace.isLost) throw error;
    }
  }
}
