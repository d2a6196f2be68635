import { FaceCurveError } from '../errors.ts';
import type { Link } from './link.ts';
import type { StartSettings } from './protocol.ts';
import { linkToWorker } from './worker-transport.ts';

/** Milliseconds after the last photo of many parts until the second worker is ended, for its memory. */
const IDLE_TIME = 30_000;

export interface SecondWorkerEvents {
  onRequests(times: readonly number[]): void;
  /** It died, and the first worker does its work. */
  onLost(error: FaceCurveError): void;
}

/** A second worker that does half of the first one's photos of many parts. Owns it. */
export class SecondWorker {
  private readonly first: Link;
  private readonly settings: StartSettings;
  private readonly events: SecondWorkerEvents;
  /** Its end, from the moment that it is being started. */
  private life: AbortController | null = null;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(first: Link, settings: StartSettings, events: SecondWorkerEvents) {
    this.first = first;
    this.settings = settings;
    this.events = events;
  }

  /** There are photos for it: starts it in the background, or lets it live on. */
  want(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.end(), IDLE_TIME);
    if (this.life !== null) return;
    this.life = new AbortController();
    // The first worker goes on alone; another try is made after a pause.
    this.start(this.life.signal).catch(() => undefined);
  }

  end(): void {
    clearTimeout(this.idle);
    this.life?.abort();
    this.life = null;
  }

  private async start(ended: AbortSignal): Promise<void> {
    const link = await linkToWorker({
      onProgress: () => undefined,
      onRequests: (times) => this.events.onRequests(times),
      onRecovered: () => undefined,
      onLost: (error) => {
        this.end();
        this.events.onLost(error);
      },
    });
    const end = () => {
      this.first.share(null);
      link.end(new FaceCurveError('disposed', 'The second worker is not wanted any more.'));
    };
    if (ended.aborted) {
      end();
      return;
    }
    ended.addEventListener('abort', end, { once: true });
    const { detects } = await link.start(this.settings);
    if (!detects) return;
    const { port1, port2 } = new MessageChannel();
    link.assist(port1);
    this.first.share(port2);
  }
}
