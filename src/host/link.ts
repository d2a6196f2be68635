import type { FaceCurveError } from '../errors.ts';
import type { LoadProgress } from '../types.ts';
import { type Request, type Response, unpackError } from './protocol.ts';

/** What carries messages to a host. Owns the worker, or the host in the page. */
export interface Transport {
  post(request: Request, transfer: Transferable[]): void;
  end(): void;
}

export interface LinkEvents {
  onProgress(progress: LoadProgress): void;
  onRequests(times: readonly number[]): void;
  /** The GPU device was lost, and the host goes on. */
  onRecovered(error: FaceCurveError): void;
  /** The host is gone; not called when the link is ended from this side. */
  onLost(error: FaceCurveError): void;
}

type Answer = Extract<Response, { type: 'started' | 'estimated' }>;
type RequestOf<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'type' | 'call'>;

interface PendingCall {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The page's end: each call gets its own answer, and all of them fail when the host dies. */
export class Link {
  private readonly transport: Transport;
  private readonly events: LinkEvents;
  private readonly pending = new Map<number, PendingCall>();
  private nextCall = 0;
  private ended: FaceCurveError | null = null;

  constructor(transport: Transport, events: LinkEvents) {
    this.transport = transport;
    this.events = events;
  }

  /** False after the host died or was closed. */
  get alive(): boolean {
    return this.ended === null;
  }

  /** Whether somebody waits for an answer. */
  get isWaiting(): boolean {
    return this.pending.size > 0;
  }

  start(request: RequestOf<'start'>) {
    return this.call<'started'>((call) => ({ type: 'start', call, ...request }), []);
  }

  estimate(request: RequestOf<'estimate'>) {
    return this.call<'estimated'>((call) => ({ type: 'estimate', call, ...request }), [request.bitmap]);
  }

  endWatch(watch: number): void {
    if (this.alive) this.transport.post({ type: 'end-watch', watch }, []);
  }

  /** Gives the host a second worker's port, or takes it away. */
  share(port: MessagePort | null): void {
    if (this.alive) this.transport.post({ type: 'share', port }, port === null ? [] : [port]);
  }

  /** Has the host help the one behind the port until it ends. A call that stays open, so that a host that hangs is noticed. */
  assist(port: MessagePort): void {
    this.call((call) => ({ type: 'assist', call, port }), [port]).catch(() => undefined);
  }

  /** Ends the host; calls that wait fail with `reason`. */
  end(reason: FaceCurveError): void {
    if (this.ended !== null) return;
    this.ended = reason;
    this.transport.end();
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }

  /** The host died by itself. */
  lose(error: FaceCurveError): void {
    if (!this.alive) return;
    this.end(error);
    this.events.onLost(error);
  }

  receive(response: Response): void {
    if (response.type === 'progress') this.events.onProgress(response.progress);
    else if (response.type === 'requested') this.events.onRequests(response.times);
    else if (response.type === 'recovered') this.events.onRecovered(unpackError(response.error));
    else if ('call' in response) this.settle(response);
  }

  private settle(response: Answer | Extract<Response, { type: 'failed' }>): void {
    const waiting = this.pending.get(response.call);
    this.pending.delete(response.call);
    if (response.type === 'failed') waiting?.reject(unpackError(response.error));
    else waiting?.resolve(response);
  }

  private call<Type extends Answer['type']>(
    request: (call: number) => Request,
    transfer: Transferable[],
  ): Promise<Extract<Answer, { type: Type }>> {
    if (this.ended !== null) return Promise.reject(this.ended);
    const call = this.nextCall++;
    return new Promise((resolve, reject) => {
      this.pending.set(call, { resolve: resolve as PendingCall['resolve'], reject });
      try {
        this.transport.post(request(call), transfer);
      } catch (error) {
        // The frame was closed meanwhile, since the call was aborted.
        this.pending.delete(call);
        reject(error);
      }
    });
  }
}
