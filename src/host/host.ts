import { FaceCurveError } from '../errors.ts';
import { estimatePhoto, modelIdentity, Pipeline, WatchedFaces } from '../pipeline/index.ts';
import { pixelFrame } from '../source/pixel-frame.ts';
import type { EstimatorInfo } from '../types.ts';
import { packError, packEstimate, type Request, type Response, type SentEstimate } from './protocol.ts';
import { SecondWorkerClient } from './second-worker-client.ts';
import { SecondWorkerServer } from './second-worker-server.ts';

type Start = Extract<Request, { type: 'start' }>;
type Estimate = Extract<Request, { type: 'estimate' }>;

/** The other end of a link, in a worker or in the page: answers requests with one pipeline. */
export class Host {
  private readonly place: EstimatorInfo['host'];
  private readonly send: (response: Response) => void;
  private pipeline: Promise<Pipeline> | undefined;
  private secondWorker: SecondWorkerClient | null = null;
  private hasReportedRecovery = false;
  private readonly watches = new Map<number, WatchedFaces>();
  /** Frames are processed one after another: the network's device has one queue, and memory stays bounded. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(place: EstimatorInfo['host'], send: (response: Response) => void) {
    this.place = place;
    this.send = send;
  }

  receive(request: Request): void {
    if (request.type === 'ping') {
      this.send({ type: 'pong' });
      return;
    }
    if (request.type === 'use-second-worker') {
      this.secondWorker?.end();
      this.secondWorker = request.port && new SecondWorkerClient(request.port);
      return;
    }
    this.last = this.last
      .then(() => this.answer(request))
      .catch((error: unknown) => {
        if ('call' in request) this.send({ type: 'failed', call: request.call, error: packError(error) });
      });
  }

  /** Frees the pipeline. For a host in the page: a terminated worker frees everything by itself. */
  async dispose(): Promise<void> {
    const pipeline = await this.pipeline?.catch(() => undefined);
    pipeline?.dispose();
  }

  private async answer(request: Request): Promise<void> {
    if (request.type === 'start') await this.start(request);
    else if (request.type === 'estimate') await this.estimate(request);
    else if (request.type === 'end-watch') this.watches.delete(request.watch);
    else if (request.type === 'serve-as-second-worker') {
      new SecondWorkerServer(await this.started(), request.port);
    }
  }

  private started(): Promise<Pipeline> {
    if (this.pipeline === undefined) throw new FaceCurveError('internal', 'The host was not started.');
    return this.pipeline;
  }

  private async start({ call, base, backend, model, detector }: Start): Promise<void> {
    if (this.pipeline !== undefined) throw new FaceCurveError('internal', 'The host was started already.');
    this.pipeline = Pipeline.create({
      base,
      backend,
      model,
      detector,
      onProgress: (progress) => this.send({ type: 'progress', progress }),
      onRecovered: (error) => this.reportRecovered(error),
    });
    const pipeline = await this.pipeline;
    this.send({ type: 'started', call, info: this.describe(pipeline) });
  }

  /** Reports once per request: a crash of the GPU's process stops both detector and network. */
  private reportRecovered(error: FaceCurveError): void {
    if (this.hasReportedRecovery) return;
    this.hasReportedRecovery = true;
    this.send({ type: 'recovered', error: packError(error) });
  }

  private describe({ network: { network, rejected }, card, detectorInfo }: Pipeline): EstimatorInfo {
    return {
      backend: network.backend.name,
      software: network.backend.software,
      rejected,
      host: this.place,
      hostReason: null,
      detector: detectorInfo,
      cropSize: card.cropSize,
      model: modelIdentity(card),
    };
  }

  private async estimate(request: Estimate): Promise<void> {
    const { call, bitmap, watch } = request;
    this.hasReportedRecovery = false;
    try {
      const pipeline = await this.started();
      const { faces, isWorthAHelper } =
        watch === null
          ? await this.estimatePhoto(pipeline, request)
          : { faces: await this.estimateVideo(pipeline, request, watch), isWorthAHelper: false };
      const info = this.describe(pipeline);
      this.send({ type: 'estimated', call, faces, isWorthAHelper, info });
    } finally {
      bitmap.close();
    }
  }

  private async estimatePhoto(pipeline: Pipeline, request: Estimate) {
    const { bitmap, time, attributes, withExplanation } = request;
    const { secondWorker } = this;
    const frame = pixelFrame(bitmap, time);
    const wishes = { attributes, withExplanation };
    const photo = { bitmap, isSpare: () => pipeline.holds(frame) };
    try {
      const helper = secondWorker?.helperFor(photo, wishes);
      return await estimatePhoto(pipeline, frame, { ...wishes, helper, finish: packEstimate });
    } finally {
      secondWorker?.release();
    }
  }

  private async estimateVideo(pipeline: Pipeline, request: Estimate, watch: number): Promise<SentEstimate[]> {
    const { bitmap, time, firstId, attributes, withExplanation } = request;
    const watched = this.watches.get(watch) ?? new WatchedFaces(pipeline, firstId);
    this.watches.set(watch, watched);
    const frame = pixelFrame(bitmap, time);
    const seen = await watched.estimate({ frame, attributes, withExplanation });
    return seen.map(packEstimate);
  }
}
