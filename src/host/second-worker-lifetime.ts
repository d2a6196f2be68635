import { FaceCurveError } from '../errors.ts';
import type { Link } from './link.ts';
import type { StartSettings } from './protocol.ts';
import { linkToWorker } from './worker-transport.ts';

/** Milliseconds after the last photo of many parts until the second worker is ended, to free its memory. */
const IDLE_TIME = 30_000;

export interface SecondWorkerEvents {
  onRequests(times: readonly number[]): void;
  /** The second worker died, and the first worker does its work. */
  onLost(error: FaceCurveError): void;
}

/** The page's part in a second worker, which does half of the first one's photos of many parts: starts and ends it. */
export class SecondWorkerLifetime {
  private readonly first: Link;
  private readonly settings: StartSettings;
  private readonly events: SecondWorkerEvents;
  /** Aborts when the second worker is to end; null while there is none. */
  private life: AbortController | null = null;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(first: Link, settings: StartSettings, events: SecondWorkerEvents) {
    this.first = first;
    this.settings = settings;
    this.events = events;
  }

  /** There are photos for the second worker: starts it in the background, or keeps it. */
  want(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.end(), IDLE_TIME);
    if (this.life !== null) return;
    this.life = new AbortController();
    // After a failure the first worker continues alone; the next start is tried after the idle time.
    this.start(this.life.signal).catch(() => undefined);
  }

  end(): void {
    clearTimeout(this.idle);
    this.life?.abort();
    this.life = null;
  }

  private async start(ended: AbortSignal): Promise<void> {
    const link = await linkToWorker(this.settings.base, {
      onProgress: () => undefined,
      onRequests: (times) => this.events.onRequests(times),
      onRecovered: () => undefined,
      onLost: (error) => {
        this.end();
        this.events.onLost(error);
      },
    });
    const end = () => {
      this.first.useSecondWorker(null);
      link.end(new FaceCurveError('disposed', 'The second worker is no longer needed.'));
    };
    if (ended.aborted) {
      end();
      return;
    }
    ended.addEventListener('abort', end, { once: true });
    await link.start(this.settings);
    const { port1, port2 } = new MessageChannel();
    link.serveAsSecondWorker(port1);
    this.first.useSecondWorker(port2);
  }
}
