import { FaceCurveError } from '../errors.ts';
import type { LoadProgress } from '../types.ts';
import { PendingCalls } from './pending-calls.ts';
import { type Request, type Response, unpackError } from './protocol.ts';

/** Carries messages to a host. Owns the worker, or the host in the page. */
export interface Transport {
  post(request: Request, transfer: Transferable[]): void;
  end(): void;
}

export interface LinkEvents {
  onProgress(progress: LoadProgress): void;
  onRequests(times: readonly number[]): void;
  /** The GPU device was lost, and the host continues. */
  onRecovered(error: FaceCurveError): void;
  /** The host is gone; not called when the page ended the link. */
  onLost(error: FaceCurveError): void;
}

type Answer = Extract<Response, { type: 'started' | 'estimated' }>;
type RequestOf<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'type' | 'call'>;

/** The page's end of the channel to a host: each call gets its own answer, and all calls fail when the host dies. */
export class Link {
  private readonly transport: Transport;
  private readonly events: LinkEvents;
  private readonly calls = new PendingCalls<Answer>();
  private ended: FaceCurveError | null = null;

  constructor(transport: Transport, events: LinkEvents) {
    this.transport = transport;
    this.events = events;
  }

  /** False after the host died or was closed. */
  get alive(): boolean {
    return this.ended === null;
  }

  /** Whether a call waits for its answer. */
  get isWaiting(): boolean {
    return this.calls.areAny;
  }

  async start(request: RequestOf<'start'>): Promise<Extract<Answer, { type: 'started' }>> {
    const answer = await this.call((call) => ({ type: 'start', call, ...request }), []);
    if (answer.type !== 'started') throw unexpected(answer);
    return answer;
  }

  async estimate(request: RequestOf<'estimate'>): Promise<Extract<Answer, { type: 'estimated' }>> {
    const answer = await this.call((call) => ({ type: 'estimate', call, ...request }), [request.bitmap]);
    if (answer.type !== 'estimated') throw unexpected(answer);
    return answer;
  }

  endWatch(watch: number): void {
    if (this.alive) this.transport.post({ type: 'end-watch', watch }, []);
  }

  /** Gives the host the port to a second worker, or takes it away. */
  useSecondWorker(port: MessagePort | null): void {
    if (this.alive) this.transport.post({ type: 'use-second-worker', port }, port === null ? [] : [port]);
  }

  /** Makes the host a second worker, which serves the host behind the port until it ends. The call stays open, so a host that hangs is noticed. */
  serveAsSecondWorker(port: MessagePort): void {
    this.call((call) => ({ type: 'serve-as-second-worker', call, port }), [port]).catch(() => undefined);
  }

  /** Ends the host; calls that wait fail with `reason`. */
  end(reason: FaceCurveError): void {
    if (this.ended !== null) return;
    this.ended = reason;
    this.transport.end();
    this.calls.failAll(reason);
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
    else if (response.type === 'failed') this.calls.fail(response.call, unpackError(response.error));
    else if ('call' in response) this.calls.answer(response.call, response);
  }

  private call(request: (call: number) => Request, transfer: Transferable[]): Promise<Answer> {
    if (this.ended !== null) return Promise.reject(this.ended);
    // Posting fails where the frame was closed because the call was aborted.
    return this.calls.open((call) => this.transport.post(request(call), transfer));
  }
}

function unexpected({ type }: Answer): FaceCurveError {
  return new FaceCurveError('internal', `The host gave the answer "${type}" to another request.`);
}
