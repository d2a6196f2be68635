import { FaceCurveError } from '../errors.ts';
import type { EstimatorInfo, Frame } from '../types.ts';
import { Pipeline } from './pipeline.ts';
import { packError, packEstimate, type Request, type Response } from './protocol.ts';
import { judgeQuality } from './quality.ts';
import { withhold } from './withhold.ts';

type Start = Extract<Request, { type: 'start' }>;
type Estimate = Extract<Request, { type: 'estimate' }>;

/** A worker's own postMessage; the page's, which the DOM types describe, takes a target origin. */
const send = (self as unknown as { postMessage(message: Response): void }).postMessage.bind(self);

let pipeline: Promise<Pipeline> | undefined;
/** Frames are worked on one after another: the network's device has one queue, and memory stays bounded. */
let last: Promise<unknown> = Promise.resolve();

export function receive({ data }: MessageEvent<Request>): void {
  const work = data.type === 'start' ? () => start(data) : () => estimate(data);
  last = last.then(work).catch((error: unknown) => {
    send({ type: 'failed', call: data.call, error: packError(error) });
  });
}

async function start({ call, base, backend }: Start): Promise<void> {
  const withDetector = new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
  pipeline = Pipeline.create({
    base,
    backend,
    withDetector,
    onProgress: (progress) => send({ type: 'progress', call, progress }),
  });
  send({ type: 'started', call, info: describe(await pipeline) });
}

function describe({ network: { network, rejected }, card, hasDetector }: Pipeline): EstimatorInfo {
  return {
    backend: network.backend.name,
    software: network.backend.software,
    rejected,
    detectorHost: hasDetector ? 'worker' : 'page',
    cropSize: card.cropSize,
  };
}

async function estimate({ call, bitmap, time, effort, attributes, faces }: Estimate): Promise<void> {
  try {
    if (pipeline === undefined) throw new FaceCurveError('internal', 'The worker was not started.');
    const ready = await pipeline;
    const frame: Frame = { bitmap, width: bitmap.width, height: bitmap.height, time };
    const readings = await ready.read(frame, effort, faces);
    const estimates = readings.map(({ face, ...curves }) => {
      const quality = judgeQuality(face.keypoints);
      return packEstimate({
        id: null,
        ...face,
        quality,
        ...withhold(curves, quality, attributes, ready.card.minors),
      });
    });
    send({ type: 'estimated', call, faces: estimates, info: describe(ready) });
  } finally {
    bitmap.close();
  }
}
