import * as tf from '@tensorflow/tfjs-core';
import { AssetLoader } from '../../src/assets/index.ts';
import { Detector } from '../../src/detect/detector.ts';
import { expectMediapipe } from '../../src/detect/mediapipe-files.ts';
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
import type { BackendName } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';

/** Milliseconds of the parts of one look at a picture. */
export interface StageTimes {
  /** The bitmap of the source. */
  readonly capture: number;
  /** With reading the frame's pixels. */
  readonly detection: number;
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

/** The parts of the pipeline in the page itself, with the backend's reading timed. */
async function load(backend: BackendName): Promise<Parts> {
  const loader = new AssetLoader({ base: assetsBase() });
  const card = await loadCard(loader);
  loader.expect(...modelIntegrities(card));
  expectMediapipe(loader);
  const reader = new PixelReader();
  const [files, detector] = await Promise.all([
    loadModelFiles(loader, card),
    Detector.create({ base: assetsBase(), reader }, loader),
  ]);
  const { network } = await chooseNetwork(files, backend, loader);
  const kernels = tf.backend();
  const read = kernels.read.bind(kernels);
  kernels.read = async (id) => {
    const start = performance.now();
    const values = await read(id);
    // Both outputs are read at once: the longer wait counts.
    readTime = Math.max(readTime, performance.now() - start);
    return values;
  };
  return { card, reader, detector, network };
}

/** Looks `times` times at a picture by its parts; each look's times. */
export async function look(address: string, backend: BackendName, times: number): Promise<StageTimes[]> {
  const { card, reader, detector, network } = await load(backend);
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  const looks: StageTimes[] = [];
  for (let number = 0; number <= times; number++) {
    const begin = performance.now();
    const frame = await decodeImage(bitmap);
    const captured = performance.now();
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
        detection: detected - captured,
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
