import { cropToFrame } from '../align/index.ts';
import { AssetLoader, type AssetLoaderOptions } from '../assets/index.ts';
import { type DetectInRegions, Detector, expectDetector } from '../detect/index.ts';
import { LabelDistribution } from '../distribution/index.ts';
import { FaceCurveError } from '../errors.ts';
import {
  type ChosenNetwork,
  chooseNetwork,
  type FeatureMap,
  type HeadCard,
  type Logits,
  loadCard,
  loadModelFiles,
  type ModelCard,
  type ModelFiles,
  modelIntegrities,
} from '../infer/index.ts';
import { PixelReader, pixelsAreTrue } from '../source/index.ts';
import { type Appearance, appearanceOf } from '../track/index.ts';
import type {
  BackendChoice,
  DetectedFace,
  Frame,
  ModelIdentity,
  ModelName,
  Quality,
  SimilarityTransform,
} from '../types.ts';
import { activationMap } from './activation-map.ts';
import { cropOf } from './crop.ts';
import { judgeQuality } from './quality.ts';

export interface PipelineOptions extends AssetLoaderOptions {
  readonly backend: BackendChoice;
  /** By default `default`. */
  readonly model?: ModelName;
  /** False where the page detects and the pipeline gets faces. */
  readonly withDetector: boolean;
  /** The GPU device was lost, and a new one or the next backend has taken over. */
  readonly onRecovered?: (error: FaceCurveError) => void;
}

/** A face with its aligned crop, S x S x 3 bytes, and what that looks like. */
export interface FoundFace {
  readonly face: DetectedFace;
  readonly crop: Uint8Array<ArrayBuffer>;
  readonly appearance: Appearance;
  readonly quality: Quality;
}

/** What the network reads in a face, before anything is withheld. */
export interface FaceReading extends FoundFace {
  readonly age: LabelDistribution;
  /** Null where the model has learned none. */
  readonly attractiveness: LabelDistribution | null;
  readonly maps?: ActivationMaps;
}

/** The activation maps of the heads that the model has learned, before anything is withheld. */
export interface ActivationMaps {
  readonly size: number;
  readonly age: Float32Array;
  readonly attractiveness: Float32Array | null;
}

export function modelIdentity({ name, version }: ModelCard): ModelIdentity {
  return { name, version };
}

/** Detector, alignment and network in a row, in one thread. Owns the detector and the network. */
export class Pipeline {
  readonly card: ModelCard;
  private readonly detector: Detector | null;
  private readonly files: ModelFiles;
  private readonly options: PipelineOptions;
  private readonly reader: PixelReader;
  private chosen: ChosenNetwork;

  private constructor(
    options: PipelineOptions,
    reader: PixelReader,
    detector: Detector | null,
    files: ModelFiles,
    chosen: ChosenNetwork,
  ) {
    this.options = options;
    this.reader = reader;
    this.detector = detector;
    this.files = files;
    this.card = files.card;
    this.chosen = chosen;
  }

  /** @throws FaceCurveError for whatever is missing: files, backend, WebGL, true pixels. */
  static async create(options: PipelineOptions): Promise<Pipeline> {
    if (!pixelsAreTrue()) {
      throw new FaceCurveError(
        'pixels-scrambled',
        'The browser changes pixels that pages read from pictures.',
        {
          remedy: 'Allow canvas data for this page (fingerprinting protection) and reload it.',
        },
      );
    }
    const loader = new AssetLoader(options);
    const card = await loadCard(loader, options.model);
    loader.expect(...modelIntegrities(card));
    if (options.withDetector) expectDetector(loader);
    const reader = new PixelReader();
    const [files, detector] = await Promise.all([
      loadModelFiles(loader, card),
      options.withDetector ? Detector.create({ ...options, reader }, loader) : null,
    ]);
    try {
      return new Pipeline(
        options,
        reader,
        detector,
        files,
        await chooseNetwork(files, options.backend, loader),
      );
    } catch (error) {
      detector?.dispose();
      throw error;
    }
  }

  get network(): ChosenNetwork {
    return this.chosen;
  }

  get hasDetector(): boolean {
    return this.detector !== null;
  }

  /** Finds the faces of a video frame, best first; without a detector takes the given ones. The frame's bitmap stays open. */
  async findInVideo(frame: Frame, given: readonly DetectedFace[] = []): Promise<FoundFace[]> {
    const faces = this.detector === null ? given : await this.detector.detect(frame, 'video');
    return faces.flatMap((face) => this.view(frame, face) ?? []);
  }

  /** Does work on a photo, of which many parts are read. */
  whileHeld<Result>(photo: Frame, work: () => Promise<Result>): Promise<Result> {
    return this.reader.whileHeld(photo, work);
  }

  /** Whether a photo's bitmap may be given away, since its pixels are in memory. */
  holds(photo: Frame): boolean {
    return this.reader.holds(photo);
  }

  /** Detection in regions of a photo; only with a detector. */
  detectIn(photo: Frame): DetectInRegions {
    if (this.detector === null) throw new FaceCurveError('internal', 'There is no detector.');
    return this.detector.detectIn(photo);
  }

  /** Known faces of a video where they are now; null where one is lost, so that the frame has to be searched. */
  async follow(
    frame: Frame,
    known: readonly DetectedFace[],
    others: readonly DetectedFace[],
  ): Promise<FoundFace[] | null> {
    const followed = await this.detector?.follow(frame, known, others);
    return followed?.flatMap((face) => this.view(frame, face) ?? []) ?? null;
  }

  /** What a frame shows where a face is said to be; null beside the frame. */
  view(frame: Frame, face: DetectedFace): FoundFace | null {
    const { cropSize } = this.card;
    const crop = cropOf(this.reader, frame, face, { size: cropSize, margin: 0 });
    if (crop === null) return null;
    return {
      face,
      crop,
      appearance: appearanceOf(crop, cropSize),
      quality: judgeQuality(face.keypoints, crop),
    };
  }

  /** What the network reads in faces, in their order. */
  async infer(found: readonly FoundFace[], { withMaps = false } = {}): Promise<FaceReading[]> {
    if (found.length === 0) return [];
    const crops = found.map(({ crop }) => crop);
    const logits = await this.run(crops, withMaps);
    const readings: FaceReading[] = [];
    for (const [index, face] of found.entries()) {
      const ofFace = logits[index];
      if (ofFace === undefined) throw new FaceCurveError('internal', 'The network left out a crop.');
      readings.push({ ...face, ...(await this.curves(ofFace)) });
    }
    return readings;
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

  private async run(crops: readonly Uint8Array[], withFeatures: boolean): Promise<Logits[]> {
    try {
      return await this.chosen.network.run(crops, { withFeatures });
    } catch (cause) {
      if (!(await this.chosen.network.lost())) throw cause;
      await this.restartNetwork(cause);
      return this.chosen.network.run(crops, { withFeatures });
    }
  }

  /** After a lost GPU device: a new device, or the next backend where the choice is free. */
  private async restartNetwork(cause: unknown): Promise<void> {
    const { backend } = this.chosen.network;
    this.chosen.network.dispose();
    this.chosen = await chooseNetwork(this.files, this.options.backend, new AssetLoader(this.options));
    const now = this.chosen.network.backend.name;
    this.options.onRecovered?.(
      new FaceCurveError('gpu-lost', `The GPU device of ${backend.name} was lost; ${now} has taken over.`, {
        remedy: 'None needed.',
        cause,
      }),
    );
  }

  private async curves({ features, ...logits }: Logits) {
    const { heads } = this.card;
    const age = LabelDistribution.fromLogits(logits.age, heads.age);
    const attractiveness =
      heads.attractiveness === undefined
        ? null
        : LabelDistribution.fromLogits(logits.attractiveness, heads.attractiveness);
    if (features === undefined) return { age, attractiveness };
    return { age, attractiveness, maps: await this.maps(features, { age, attractiveness }) };
  }

  private async maps(
    features: FeatureMap,
    curves: Pick<FaceReading, 'age' | 'attractiveness'>,
  ): Promise<ActivationMaps> {
    const weights = await this.chosen.network.headWeights();
    const { heads } = this.card;
    const map = (curve: LabelDistribution, head: HeadCard, ofHead: Float32Array) =>
      activationMap(features, curve, { weights: ofHead, temperature: head.temperature });
    return {
      size: features.size,
      age: map(curves.age, heads.age, weights.age),
      attractiveness:
        curves.attractiveness === null || heads.attractiveness === undefined
          ? null
          : map(curves.attractiveness, heads.attractiveness, weights.attractiveness),
    };
  }

  dispose(): void {
    this.detector?.dispose();
    this.chosen.network.dispose();
  }
}
