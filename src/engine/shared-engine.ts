import { FaceCurveError } from '../errors.ts';
import {
  type Link,
  type LinkEvents,
  linkToPage,
  linkToWorker,
  type Request,
  SecondWorkerLifetime,
  type StartSettings,
} from '../host/index.ts';
import { Turns } from '../source/index.ts';
import type { BitmapFrame, EstimatorInfo, LoadProgress } from '../types.ts';

export interface EngineSettings extends StartSettings {
  /** Whether photos of many parts may have a second worker. */
  readonly withSecondWorker: boolean;
}

/** An estimator, as its engine sees it. */
export interface EngineUser {
  onProgress(progress: LoadProgress): void;
  onRequests(times: readonly number[]): void;
  /** The engine has recovered from a loss. */
  onRecovered(error: FaceCurveError): void;
}

type FrameRequest = Omit<Extract<Request, { type: 'estimate' }>, 'type' | 'call' | 'bitmap' | 'time'>;

interface Running {
  readonly link: Link;
  /** Null where a second worker would not help, or is not allowed. */
  readonly second: SecondWorkerLifetime | null;
}

/** Engines in use, keyed by settings: estimators with the same settings share one worker and one network. */
const engines = new Map<string, SharedEngine>();

/** The page's engine for the settings. The engine lives until all its users have left. */
export function joinEngine(settings: EngineSettings, user: EngineUser): SharedEngine {
  const { backend, model, detector, base, withSecondWorker } = settings;
  const key = `${backend} ${model} ${detector} ${withSecondWorker} ${base}`;
  const engine = engines.get(key) ?? new SharedEngine(settings, () => engines.delete(key));
  engines.set(key, engine);
  engine.join(user);
  return engine;
}

/** A host, with the second worker that the page adds to it. Starts another host when it dies. Owns both. */
export class SharedEngine {
  /** Of the photos to be decoded, the host gets one at a time: the others wait as the files that they are. */
  readonly photos = new Turns();
  private readonly settings: EngineSettings;
  private readonly onUnused: () => void;
  private readonly users = new Set<EngineUser>();
  private running: Promise<Running>;
  private current: EstimatorInfo | undefined;
  /** Why the last host died, until another host runs. */
  private loss: FaceCurveError | null = null;
  private link: Link | undefined;
  private second: SecondWorkerLifetime | null = null;
  private isEnded = false;
  private nextWatch = 0;

  constructor(settings: EngineSettings, onUnused: () => void) {
    this.settings = settings;
    this.onUnused = onUnused;
    this.running = this.start();
    // Prevents an unhandled rejection: users get the failure from `ready`.
    this.running.catch(() => undefined);
  }

  join(user: EngineUser): void {
    this.users.add(user);
  }

  leave(user: EngineUser): void {
    if (!this.users.delete(user) || this.users.size > 0) return;
    this.isEnded = true;
    this.onUnused();
    this.second?.end();
    this.link?.end(new FaceCurveError('disposed', 'The estimator was disposed.'));
  }

  /** Where the host runs. @throws FaceCurveError if it could not be started */
  async ready(): Promise<EstimatorInfo> {
    await this.running;
    if (this.current === undefined)
      throw new FaceCurveError('internal', 'The host gave no information about itself.');
    return this.current;
  }

  /** A number for a watch, unique for this engine. */
  beginWatch(): number {
    return this.nextWatch++;
  }

  endWatch(watch: number): void {
    this.link?.endWatch(watch);
  }

  /** The host's estimates of a frame, in the bitmap's pixels. The host takes the bitmap. */
  async estimate({ bitmap, time }: BitmapFrame, request: FrameRequest) {
    const { link, second } = await this.live();
    const answer = await link.estimate({ ...request, bitmap, time });
    this.current = { ...answer.info, hostReason: this.current?.hostReason ?? null };
    // On a GPU a second worker would need a second device.
    if (answer.isWorthAHelper && answer.info.backend === 'wasm') second?.want();
    return { faces: answer.faces, info: this.current };
  }

  /** The running host; a new host after the last one died. */
  private live(): Promise<Running> {
    const { loss } = this;
    if (loss === null) return this.running;
    this.loss = null;
    this.running = this.start();
    this.running.then(
      () => this.reportRecovered(loss),
      // A failed start is not kept: the next call tries again.
      () => {
        this.loss = loss;
      },
    );
    return this.running;
  }

  private async start(): Promise<Running> {
    const { link, hostReason } = await this.connect();
    this.link = link;
    try {
      if (this.isEnded) throw new FaceCurveError('disposed', 'The estimator was disposed.');
      const { base, backend, model, detector } = this.settings;
      const { info } = await link.start({ base, backend, model, detector });
      this.current = { ...info, hostReason };
      if (info.host === 'worker') this.second = this.secondWorker(link, info);
    } catch (error) {
      link.end(new FaceCurveError('disposed', 'The start failed.'));
      throw error;
    }
    return { link, second: this.second };
  }

  /** The second worker finds faces as the first one does, so that the answers are the same. */
  private secondWorker(first: Link, { detector }: EstimatorInfo): SecondWorkerLifetime | null {
    const { base, model, withSecondWorker } = this.settings;
    if (!withSecondWorker || !(navigator.hardwareConcurrency >= 2)) return null;
    return new SecondWorkerLifetime(
      first,
      { base, model, backend: 'wasm', detector: detector.name },
      {
        onRequests: (times) => this.reportRequests(times),
        onLost: (error) => this.reportRecovered(error),
      },
    );
  }

  /** A worker, or the page itself where no worker can be started. */
  private async connect(): Promise<{ link: Link; hostReason: string | null }> {
    const events: LinkEvents = {
      onProgress: (progress) => this.reportProgress(progress),
      onRequests: (times) => this.reportRequests(times),
      onRecovered: (error) => this.reportRecovered(error),
      onLost: (error) => {
        this.loss = error;
        this.second?.end();
        this.second = null;
      },
    };
    try {
      return { link: await linkToWorker(this.settings.base, events), hostReason: null };
    } catch (error) {
      // Where a worker ran before, only its script is missing now: the next call tries again.
      const isOfOtherVersion = error instanceof FaceCurveError && error.code === 'asset-hash-mismatch';
      if (isOfOtherVersion || this.current?.host === 'worker') throw error;
      const hostReason = error instanceof Error ? error.message : String(error);
      return { link: await linkToPage(events), hostReason };
    }
  }

  private reportProgress(progress: LoadProgress): void {
    for (const user of this.users) user.onProgress(progress);
  }

  private reportRequests(times: readonly number[]): void {
    for (const user of this.users) user.onRequests(times);
  }

  private reportRecovered(error: FaceCurveError): void {
    for (const user of this.users) user.onRecovered(error);
  }
}
