import * as tf from '@tensorflow/tfjs-core';
import { AssetLoader } from '../../src/assets/index.ts';
import { Detector } from '../../src/detect/detector.ts';
import { expectGraph, GraphDetector, loadGraph } from '../../src/detect/graph-files.ts';
import { expectMediapipe, loadMediapipe } from '../../src/detect/mediapipe-files.ts';
import type { ViewDetector } from '../../src/detect/view-detector.ts';
import {
  chooseNetwork,
  loadCard,
  loadModelFiles,
  type ModelCard,
  modelIntegrities,
  type Network,
} from '../../src/infer/index.ts';
import { cropOf } from '../../src/pipeline/crop.ts';
import { judgeQuality } from '../../src/pipeline/quality.ts';
import { decodeImage, PixelReader } from '../../src/source/index.ts';
import type { BackendName, DetectorName } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';

/** Milliseconds of the parts of one look at a picture. */
export interface StageTimes {
  /** The bitmap of the source. */
  readonly capture: number;
  /** Reading the frame's pixels, the views of it, and the search. */
  readonly views: number;
  /** The detector itself, on the views. */
  readonly detector: number;
  /** The crops and their quality. */
  readonly alignment: number;
  readonly network: number;
  /** Waiting for the logits: on a GPU the network's own time is in it, since its calls return at once. */
  readonly readBack: number;
  readonly faces: number;
}

interface Parts {
  readonly reader: PixelReader;
  readonly card: ModelCard;
  readonly detector: Detector;
  readonly network: Network;
}

let readTime = 0;
let detectorTime = 0;

/** The parts of the pipeline in the page itself, with the backend's reading timed. */
async function load(backend: BackendName, name: DetectorName): Promise<Parts> {
  const loader = new AssetLoader({ base: assetsBase() });
  const card = await loadCard(loader);
  loader.expect(...modelIntegrities(card));
  const files = loadModelFiles(loader, card);
  const reader = new PixelReader();
  if (name === 'mediapipe') {
    expectMediapipe(loader);
    const detector = timed(await loadMediapipe(loader));
    const { network } = await chooseNetwork(files, backend, loader);
    timeReading();
    return { card, reader, detector: Detector.of(detector, reader), network };
  }
  expectGraph(loader);
  const graph = loadGraph(loader);
  const { network, companion } = await chooseNetwork(files, backend, loader, {
    files: graph.files,
    check: (own, on) => graph.check(own.run.bind(own), on),
  });
  if (companion === null) throw new Error('no graph');
  timeReading();
  const detector = timed(new GraphDetector(companion.run.bind(companion)));
  return { card, reader, detector: Detector.of(detector, reader), network };
}

function timed(detector: ViewDetector): ViewDetector {
  return {
    isLost: false,
    async detect(views) {
      const begin = performance.now();
      const found = await detector.detect(views);
      detectorTime += performance.now() - begin;
      return found;
    },
    close: () => detector.close(),
  };
}

function timeReading(): void {
  const kernels = tf.backend();
  const read = kernels.read.bind(kernels);
  kernels.read = async (id) => {
    const start = performance.now();
    const values = await read(id);
    // Both outputs are read at once: the longer wait counts.
    readTime = Math.max(readTime, performance.now() - start);
    return values;
  };
}

/** Looks `times` times at a picture by its parts; each look's times. */
export async function look(
  address: string,
  [backend, name]: readonly [BackendName, DetectorName],
  times: number,
): Promise<StageTimes[]> {
  const { card, reader, detector, network } = await load(backend, name);
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const looks: StageTimes[] = [];
  for (let number = 0; number <= times; number++) {
    const begin = performance.now();
    const frame = await decodeImage(bitmap);
    const captured = performance.now();
    detectorTime = 0;
    await reader.whileHeld(frame, async () => {
      const faces = await detector.detect(frame, 'photo');
      const detected = performance.now();
      const crops = faces.flatMap((face) => {
        const crop = cropOf(reader, frame, face, { size: card.cropSize, margin: 0 });
        if (crop === null) return [];
        judgeQuality(face.keypoints, crop);
        return [crop];
      });
      const aligned = performance.now();
      readTime = 0;
      await network.run(crops);
      const done = performance.now();
      looks.push({
        capture: captured - begin,
        views: detected - captured - detectorTime,
        detector: detectorTime,
        alignment: aligned - detected,
        network: done - aligned - readTime,
        readBack: readTime,
        faces: faces.length,
      });
    });
    frame.bitmap.close();
  }
  bitmap.close();
  detector.dispose();
  network.dispose();
  // The first look is a warm-up.
  return looks.slice(1);
}
