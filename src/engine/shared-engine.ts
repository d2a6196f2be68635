import type { Detector } from '../detect/index.ts';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import {
  type Link,
  type LinkEvents,
  linkToPage,
  linkToWorker,
  type Request,
  SecondWorkerLifetime,
  type StartSettings,
} from '../host/index.ts';
import type { EstimatorInfo, Frame, LoadProgress } from '../types.ts';

export interface EngineSettings extends StartSettings {
  /** Whether photos of many parts may have a second worker. */
  readonly withSecondWorker: boolean;
}

/** An estimator, as the engine that it shares with others sees it. */
export interface EngineUser {
  onProgress(progress: LoadProgress): void;
  onRequests(times: readonly number[]): void;
  /** The engine went on after a loss. */
  onRecovered(error: FaceCurveError): void;
}

type Look = Omit<Extract<Request, { type: 'estimate' }>, 'type' | 'call' | 'bitmap' | 'time' | 'faces'>;

interface Running {
  readonly link: Link;
  /** Where the host cannot detect. */
  readonly pageDetector: Detector | null;
  /** Null where it would not help, or may not be. */
  readonly second: SecondWorkerLifetime | null;
}

/** Those that are in use, by their settings: estimators that want the same share one worker and one network. */
const engines = new Map<string, SharedEngine>();

/** The page's engine for the settings. It lives until all who joined have left. */
export function joinEngine(settings: EngineSettings, user: EngineUser): SharedEngine {
  const { backend, model, base, withSecondWorker } = settings;
  const key = `${backend} ${model} ${withSecondWorker} ${base}`;
  const engine = engines.get(key) ?? new SharedEngine(settings, () => engines.delete(key));
  engines.set(key, engine);
  engine.join(user);
  return engine;
}

/** A host with what the page adds to it; starts another one when it dies. Owns both. */
export class SharedEngine {
  private readonly settings: EngineSettings;
  private readonly onUnused: () => void;
  private readonly users = new Set<EngineUser>();
  private running: Promise<Running>;
  private current: EstimatorInfo | undefined;
  private pageDetector: Detector | null = null;
  /** Why the last host died, until another one runs. */
  private loss: FaceCurveError | null = null;
  private link: Link | undefined;
  private second: SecondWorkerLifetime | null = null;
  private isEnded = false;
  private nextWatch = 0;

  constructor(settings: EngineSettings, onUnused: () => void) {
    this.settings = settings;
    this.onUnused = onUnused;
    this.running = this.start();
    // Whoever joins awaits `ready`; with nobody left a failure is no news.
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
    this.pageDetector?.dispose();
  }

  /** Where it runs. @throws FaceCurveError if it could not be started */
  async ready(): Promise<EstimatorInfo> {
    await this.running;
    if (this.current === undefined) throw new FaceCurveError('internal', 'The host said nothing of itself.');
    return this.current;
  }

  /** A number for a watch, which no other watch of the page's host has. */
  beginWatch(): number {
    return this.nextWatch++;
  }

  endWatch(watch: number): void {
    this.link?.endWatch(watch);
  }

  /** What the host finds in the frame, whose bitmap it takes. */
  async look(frame: Frame, look: Look) {
    const { link, pageDetector, second } = await this.live();
    const found = pageDetector === null ? {} : { faces: await pageDetector.detect(frame, look.effort) };
    // Frames of ours hold bitmaps only.
    const bitmap = frame.bitmap as ImageBitmap;
    const answer = await link.estimate({ ...look, ...found, bitmap, time: frame.time });
    this.current = { ...answer.info, hostReason: this.current?.hostReason ?? null };
    // On a GPU the network would need a second device for it.
    if (answer.hasManyParts && answer.info.backend === 'wasm') second?.want();
    return { faces: answer.faces, info: this.current };
  }

  /** The host; a new one after it died. */
  private live(): Promise<Running> {
    const { loss } = this;
    if (loss === null) return this.running;
    this.loss = null;
    this.running = this.start();
    this.running.then(
      () => this.tellRecovered(loss),
      // A start that failed is not kept: the next call tries again.
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
      const { base, backend, model } = this.settings;
      const { info, detects } = await link.start({ base, backend, model });
      this.current = { ...info, hostReason };
      if (!detects) await this.startPageDetector();
      else if (info.host === 'worker') this.second = this.secondWorker(link);
    } catch (error) {
      link.end(new FaceCurveError('disposed', 'The start failed.'));
      throw error;
    }
    return { link, pageDetector: this.pageDetector, second: this.second };
  }

  private secondWorker(first: Link): SecondWorkerLifetime | null {
    const { base, model, withSecondWorker } = this.settings;
    if (!withSecondWorker || !(navigator.hardwareConcurrency >= 2)) return null;
    return new SecondWorkerLifetime(
      first,
      { base, model, backend: 'wasm' },
      {
        onRequests: (times) => this.tellRequests(times),
        onLost: (error) => this.tellRecovered(error),
      },
    );
  }

  private async startPageDetector(): Promise<void> {
    const { createPageDetector } = await import('../detect/page-detector.ts').catch(throwScriptMissing);
    this.pageDetector ??= await createPageDetector({
      base: this.settings.base,
      onProgress: (progress) => this.tellProgress(progress),
      onRecovered: (error) => this.tellRecovered(error),
    });
  }

  /** A worker, or the page itself where no worker can be started. */
  private async connect(): Promise<{ link: Link; hostReason: string | null }> {
    const events: LinkEvents = {
      onProgress: (progress) => this.tellProgress(progress),
      onRequests: (times) => this.tellRequests(times),
      onRecovered: (error) => this.tellRecovered(error),
      onLost: (error) => {
        this.loss = error;
        this.second?.end();
        this.second = null;
      },
    };
    try {
      return { link: await linkToWorker(events), hostReason: null };
    } catch (error) {
      // Where a worker ran before, its script is what cannot be had now: the next call tries again.
      if (this.current?.host === 'worker') throw error;
      const hostReason = error instanceof Error ? error.message : String(error);
      return { link: await linkToPage(events), hostReason };
    }
  }

  private tellProgress(progress: LoadProgress): void {
    for (const user of this.users) user.onProgress(progress);
  }

  private tellRequests(times: readonly number[]): void {
    for (const user of this.users) user.onRequests(times);
  }

  private tellRecovered(error: FaceCurveError): void {
    for (const user of this.users) user.onRecovered(error);
  }
}
