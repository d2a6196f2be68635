import { cropToFrame } from '../align/index.ts';
import { AssetLoader, type AssetLoaderOptions } from '../assets/index.ts';
import type { Detector, OpenPhoto } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import {
  type ChosenNetwork,
  chooseNetwork,
  loadCard,
  loadModelFiles,
  type ModelCard,
  modelIntegrities,
} from '../infer/index.ts';
// Not from the folder's index, whose camera and elements a worker does not have.
import { PixelReader, pixelsAreTrue } from '../source/read-pixels.ts';
import { type Appearance, appearanceOf } from '../track/index.ts';
import type {
  BackendChoice,
  DetectedFace,
  DetectorChoice,
  EstimatorInfo,
  Frame,
  ModelIdentity,
  ModelName,
  Quality,
  SimilarityTransform,
} from '../types.ts';
import { checkEvidence } from './check-evidence.ts';
import { chooseDetector } from './choose-detector.ts';
import { cropOf } from './crop.ts';
import { type FaceReading, faceReading } from './face-reading.ts';
import { judgeQuality } from './quality.ts';
import { RunningGraphs } from './running-graphs.ts';

export interface PipelineOptions extends AssetLoaderOptions {
  readonly backend: BackendChoice;
  /** By default `default`. */
  readonly model?: ModelName;
  /** By default `auto`. */
  readonly detector?: DetectorChoice;
  /** The GPU device was lost, and a new one or the next backend has taken over. */
  readonly onRecovered?: ((error: FaceCurveError) => void) | undefined;
}

/** What a pipeline is made of. It owns the detector and the graphs. */
export interface PipelineParts {
  readonly card: ModelCard;
  readonly reader: Pick<PixelReader, 'read' | 'whileHeld' | 'heldPixels'>;
  readonly detector: Pick<Detector, 'detect' | 'regionsOf' | 'follow' | 'dispose'>;
  readonly detectorInfo: EstimatorInfo['detector'];
  readonly graphs: RunningGraphs;
}

/** A face with its aligned crop, S x S x 3 bytes, and what the crop looks like. */
export interface FoundFace {
  readonly face: DetectedFace;
  readonly crop: Uint8Array<ArrayBuffer>;
  readonly appearance: Appearance;
  readonly quality: Quality;
}

export function modelIdentity({ name, version }: ModelCard): ModelIdentity {
  return { name, version };
}

/** Detector, alignment and network in one thread. */
export class Pipeline {
  readonly card: ModelCard;
  private readonly parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.card = parts.card;
    this.parts = parts;
  }

  /** Loads and starts all parts. @throws FaceCurveError for what is missing: files, backend, WebGL, true pixels */
  static async create(options: PipelineOptions): Promise<Pipeline> {
    assertTruePixels();
    const loader = new AssetLoader(options);
    const reader = new PixelReader();
    const { detector: choice = 'auto', backend, onRecovered } = options;
    // Everything is fetched at the same time. The detector has the most to fetch.
    const detector = chooseDetector(choice, { ...options, reader }, loader);
    detector.catch(() => undefined);
    try {
      const card = loadCard(loader, options.model);
      const files = card.then((known) => {
        checkEvidence(known);
        loader.expect(...modelIntegrities(known));
        return loadModelFiles(loader, known);
      });
      const companion = detector.then((found) => found.companion);
      const start = (own: AssetLoader) => chooseNetwork(files, backend, own, companion);
      const chosen = await start(loader);
      const { on, info } = await detector;
      const graphs = new RunningGraphs(chosen, () => start(new AssetLoader(options)), onRecovered);
      return new Pipeline({ card: await card, reader, detector: on(graphs), detectorInfo: info, graphs });
    } catch (error) {
      void detector.then(
        (found) => found.dispose(),
        () => undefined,
      );
      throw error;
    }
  }

  get network(): ChosenNetwork {
    return this.parts.graphs.chosen;
  }

  get detectorInfo(): EstimatorInfo['detector'] {
    return this.parts.detectorInfo;
  }

  /** Finds the faces of a video frame, best first. The frame's bitmap stays open. */
  async findInVideo(frame: Frame): Promise<FoundFace[]> {
    const faces = await this.parts.detector.detect(frame, 'video');
    return faces.flatMap((face) => this.view(frame, face) ?? []);
  }

  /** Does work that reads many parts of a photo. */
  whileHeld<Result>(photo: Frame, work: () => Promise<Result>): Promise<Result> {
    return this.parts.reader.whileHeld(photo, work);
  }

  /** Whether a photo's bitmap may be given away, since its pixels are in memory. */
  holds(photo: Frame): boolean {
    return this.parts.reader.heldPixels(photo) !== null;
  }

  /** The regions of a photo, for the search for faces. The caller frees them. */
  regionsOf(photo: Frame): OpenPhoto {
    return this.parts.detector.regionsOf(photo);
  }

  /** Finds known faces of a video in its next frame; null where one is lost, so that the whole frame has to be searched. */
  async follow(
    frame: Frame,
    known: readonly DetectedFace[],
    others: readonly DetectedFace[],
  ): Promise<FoundFace[] | null> {
    const followed = await this.parts.detector.follow(frame, known, others);
    return followed?.flatMap((face) => this.view(frame, face) ?? []) ?? null;
  }

  /** Cuts out what a frame shows at a face's place; null where the face lies outside the frame. */
  view(frame: Frame, face: DetectedFace): FoundFace | null {
    const { cropSize } = this.card;
    const crop = cropOf(this.parts.reader, frame, face, { size: cropSize, margin: 0 });
    if (crop === null) return null;
    return {
      face,
      crop,
      appearance: appearanceOf(crop, cropSize),
      quality: judgeQuality(face.keypoints, crop),
    };
  }

  /** What the network reads in faces, in their order. */
  async infer(found: readonly Pick<FoundFace, 'crop'>[], { withMaps = false } = {}): Promise<FaceReading[]> {
    if (found.length === 0) return [];
    const crops = found.map(({ crop }) => crop);
    const outputs = await this.parts.graphs.use(({ network }) =>
      network.run(crops, { withFeatures: withMaps }),
    );
    const weights = withMaps ? await this.network.network.headWeights() : {};
    return outputs.map((output) => faceReading(output, this.card, weights));
  }

  /** From the coordinates of an activation map of `size` cells a side to the frame's. */
  mapToFrame({ keypoints }: DetectedFace, size: number): SimilarityTransform {
    const { cropSize } = this.card;
    const transform = cropToFrame(keypoints, { size: cropSize, margin: 0 });
    if (transform === null) throw new FaceCurveError('internal', 'A face that was read has no place.');
    const { a, b, translateX, translateY } = transform;
    const cell = cropSize / size;
    return { a: a * cell, b: b * cell, translateX, translateY };
  }

  dispose(): void {
    this.parts.detector.dispose();
    this.parts.graphs.dispose();
  }
}

function assertTruePixels(): void {
  if (pixelsAreTrue()) return;
  throw new FaceCurveError('pixels-scrambled', 'The browser changes pixels that pages read from pictures.', {
    remedy: 'Allow canvas data for this page (fingerprinting protection) and reload it.',
  });
}
