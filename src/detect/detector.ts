import { AssetLoader, type AssetLoaderOptions } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { Pixels, ReadBox } from '../pixels.ts';
import type { Box, DetectedFace, Frame } from '../types.ts';
import { detectInPhoto, detectInVideo, followFaces, type SearchEffort } from './detect-faces.ts';
import { DrawnViews } from './drawn-views.ts';
import { hasFineDetail, isCovered } from './fine-detail.ts';
import { likelyPlaces } from './likely-places.ts';
import { expectMediapipe, loadMediapipe } from './mediapipe-files.ts';
import { boxInView, type DetectInRegions, detectionOf, isFineFace, type OpenPhoto } from './region-faces.ts';
import type { Region } from './regions.ts';
import { ScaledPicture } from './scaled-picture.ts';
import { VIEW_SIDE, type ViewDetector } from './view-detector.ts';

/** Reads the pixels of boxes of a frame, or has all of them. */
interface FrameReader {
  read(frame: Frame, box: Box): ReturnType<ReadBox>;
  heldPixels(frame: Frame): Pixels | null;
}

export interface DetectorOptions extends AssetLoaderOptions {
  /** Reads the pixels of photos. */
  readonly reader: FrameReader;
  /** The detector's WebGL was lost, and the detector was started again. */
  readonly onRecovered?: ((error: FaceCurveError) => void) | undefined;
}

/** Finds the faces of photos and videos by a detector of views, which it starts again when that is lost. Owns it. */
export class Detector {
  private readonly reader: FrameReader;
  private readonly drawn = new DrawnViews();
  private readonly startAgain: (cause: unknown) => Promise<ViewDetector>;
  private detector: ViewDetector;

  private constructor(
    reader: FrameReader,
    detector: ViewDetector,
    startAgain: (cause: unknown) => Promise<ViewDetector>,
  ) {
    this.reader = reader;
    this.detector = detector;
    this.startAgain = startAgain;
  }

  /** MediaPipe's detector. @param loader to which its files were announced @throws FaceCurveError what loading throws */
  static async create(options: DetectorOptions, loader: AssetLoader): Promise<Detector> {
    return new Detector(options.reader, await loadMediapipe(loader), async (cause) => {
      const again = new AssetLoader(options);
      expectMediapipe(again);
      const fresh = await loadMediapipe(again);
      options.onRecovered?.(
        new FaceCurveError('gpu-lost', 'The WebGL of the face detector was lost; it was started again.', {
          remedy: 'None needed.',
          cause,
        }),
      );
      return fresh;
    });
  }

  /** Another detector, which recovers by itself. */
  static of(detector: ViewDetector, reader: FrameReader): Detector {
    return new Detector(reader, detector, async () => detector);
  }

  /** The faces of a frame, best first. */
  async detect(frame: Frame, effort: SearchEffort): Promise<DetectedFace[]> {
    if (effort === 'photo') {
      const photo = this.regionsOf(frame);
      return detectInPhoto(photo, frame).finally(photo.free);
    }
    return this.run((detector) => detectInVideo(this.detectFast(detector, frame), frame));
  }

  /**
   * The regions of a photo, which must stay open and unchanged meanwhile. Every engine scales them alike, so the same photo
   * gives the same faces in each.
   */
  regionsOf(photo: Frame): OpenPhoto {
    const { reader } = this;
    const picture = new ScaledPicture(photo, (box) => reader.read(photo, box), reader.heldPixels(photo));
    // Views that were judged, until they are detected. A large photo has a hundred tiles: one that has no detail gives its memory to the next.
    const judged = new Map<Region, ImageData>();
    let spare: ImageData | undefined;
    const view = (region: Region) => {
      const known = judged.get(region);
      judged.delete(region);
      return known ?? picture.view(region, VIEW_SIDE);
    };
    return {
      detect: (...asked) => this.run((detector) => detectionOf(detector, view, isFineFace)(...asked)),
      hasFineDetail: (region, covered) => {
        const inView = (box: Box) => boxInView(box, region);
        const within = inView({ x: 0, y: 0, width: photo.width, height: photo.height });
        const heads = covered.map(inView);
        if (isCovered(VIEW_SIDE, within, heads)) return false;
        const shown = picture.view(region, VIEW_SIDE, spare);
        const isDetailed = hasFineDetail(shown, within, heads);
        if (isDetailed) judged.set(region, shown);
        spare = isDetailed ? undefined : shown;
        return isDetailed;
      },
      likelyPlaces: (covered, most) =>
        likelyPlaces((halvings) => picture.half(halvings), photo, covered, most),
      free: () => picture.free(),
    };
  }

  /** See `followFaces`. */
  follow(
    frame: Frame,
    known: readonly DetectedFace[],
    others: readonly DetectedFace[],
  ): Promise<DetectedFace[] | null> {
    return this.run((detector) => followFaces(this.detectFast(detector, frame), known, others));
  }

  /**
   * Detection in regions that the browser scales: engines differ, but no two frames of a video are the same anyway. A face of
   * a video is never fine: steadier keypoints justify one more detection while tracking.
   */
  private detectFast(detector: ViewDetector, { bitmap }: Frame): DetectInRegions {
    return detectionOf(
      detector,
      (region) => this.drawn.view(bitmap, region),
      () => false,
    );
  }

  private async run<Found>(detect: (detector: ViewDetector) => Promise<Found>): Promise<Found> {
    let cause: unknown;
    try {
      const found = await detect(this.detector);
      // Without its WebGL MediaPipe finds nothing, and does not always throw.
      if (!this.detector.isLost) return found;
    } catch (error) {
      if (!this.detector.isLost) throw error;
      cause = error;
    }
    const fresh = await this.startAgain(cause);
    this.dispose();
    this.detector = fresh;
    return detect(this.detector);
  }

  dispose(): void {
    try {
      this.detector.close();
    } catch (error) {
      // A detector that has lost its WebGL cannot be closed.
      if (!this.detector.isLost) throw error;
    }
  }
}
