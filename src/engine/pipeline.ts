import { AssetLoader, type AssetLoaderOptions, pinnedAssets } from '../assets/index.ts';
import { BlazeFace, detectFaces, type SearchEffort } from '../detect/index.ts';
import { LabelDistribution } from '../distribution/index.ts';
import { FaceCurveError } from '../errors.ts';
import {
  type ChosenNetwork,
  chooseNetwork,
  type Logits,
  loadCard,
  loadModelFiles,
  type ModelCard,
  type ModelFiles,
  modelIntegrities,
} from '../infer/index.ts';
import { PixelReader, pixelsAreTrue } from '../source/index.ts';
import type { BackendChoice, DetectedFace, Frame } from '../types.ts';
import { cropOf } from './crop.ts';

export interface PipelineOptions extends AssetLoaderOptions {
  readonly backend: BackendChoice;
  /** False where the page detects and the pipeline gets faces. */
  readonly withDetector: boolean;
}

/** A face with what the network reads in it, before anything is withheld. */
export interface FaceReading {
  readonly face: DetectedFace;
  readonly age: LabelDistribution;
  readonly attractiveness: LabelDistribution;
}

const DETECTOR_LOADER = 'mediapipe/vision_wasm_module_internal.js';
const DETECTOR_WASM = 'mediapipe/vision_wasm_module_internal.wasm';
const DETECTOR_MODEL = 'models/detector/blaze_face_short_range.tflite';

/** Fetches and starts the detector. @param canvas see `BlazeFace.create` */
export async function loadDetector(loader: AssetLoader, canvas?: HTMLCanvasElement): Promise<BlazeFace> {
  const [wasm, model] = await Promise.all([
    loader.load(DETECTOR_WASM, pinnedAssets[DETECTOR_WASM]),
    loader.load(DETECTOR_MODEL, pinnedAssets[DETECTOR_MODEL]),
  ]);
  return BlazeFace.create({ loaderUrl: loader.address(DETECTOR_LOADER), wasm, model }, canvas);
}

/** Announces the detector's files to the loader's progress. */
export function expectDetector(loader: AssetLoader): void {
  loader.expect(pinnedAssets[DETECTOR_WASM], pinnedAssets[DETECTOR_MODEL]);
}

/** Detector, alignment and network in a row, in one thread. Owns the detector and the network. */
export class Pipeline {
  readonly card: ModelCard;
  private readonly detector: BlazeFace | null;
  private readonly files: ModelFiles;
  private readonly options: PipelineOptions;
  private readonly reader = new PixelReader();
  private chosen: ChosenNetwork;

  private constructor(
    options: PipelineOptions,
    detector: BlazeFace | null,
    files: ModelFiles,
    chosen: ChosenNetwork,
  ) {
    this.options = options;
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
    const card = await loadCard(loader);
    loader.expect(...modelIntegrities(card));
    if (options.withDetector) expectDetector(loader);
    const [files, detector] = await Promise.all([
      loadModelFiles(loader, card),
      options.withDetector ? loadDetector(loader) : null,
    ]);
    try {
      return new Pipeline(options, detector, files, await chooseNetwork(files, options.backend, loader));
    } catch (error) {
      detector?.close();
      throw error;
    }
  }

  get network(): ChosenNetwork {
    return this.chosen;
  }

  get hasDetector(): boolean {
    return this.detector !== null;
  }

  /** The faces of a frame with their curves; `faces` where they were found elsewhere. The frame's bitmap stays open. */
  async read(frame: Frame, effort: SearchEffort, faces?: readonly DetectedFace[]): Promise<FaceReading[]> {
    const found = faces ?? (this.detector === null ? [] : detectFaces(this.detector, frame, effort));
    const crops = found.flatMap((face) => {
      const crop = cropOf(this.reader, frame, face, { size: this.card.cropSize, margin: 0 });
      return crop === null ? [] : [{ face, crop }];
    });
    const logits = await this.run(crops.map(({ crop }) => crop));
    return crops.flatMap(({ face }, index) => {
      const ofFace = logits[index];
      return ofFace === undefined ? [] : [{ face, ...this.curves(ofFace) }];
    });
  }

  private async run(crops: readonly Uint8Array[]): Promise<Logits[]> {
    if (crops.length === 0) return [];
    try {
      return await this.chosen.network.run(crops);
    } catch (error) {
      if (!this.chosen.network.lost) throw error;
      await this.restartNetwork();
      return this.chosen.network.run(crops);
    }
  }

  /** After a lost GPU device: a new device, or the next backend where the choice is free. */
  private async restartNetwork(): Promise<void> {
    this.chosen.network.dispose();
    this.chosen = await chooseNetwork(this.files, this.options.backend, new AssetLoader(this.options));
  }

  private curves(logits: Logits): Pick<FaceReading, 'age' | 'attractiveness'> {
    const { heads } = this.card;
    return {
      age: LabelDistribution.fromLogits(logits.age, heads.age),
      attractiveness: LabelDistribution.fromLogits(logits.attractiveness, heads.attractiveness),
    };
  }

  dispose(): void {
    this.detector?.close();
    this.chosen.network.dispose();
  }
}
