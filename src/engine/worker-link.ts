import { FaceCurveError } from '../errors.ts';
import type { LoadProgress } from '../types.ts';
import { type Request, type Response, unpackError } from './protocol.ts';

type Answer = Extract<Response, { type: 'started' | 'estimated' }>;
type RequestOf<Type extends Request['type']> = Omit<Extract<Request, { type: Type }>, 'type' | 'call'>;

interface PendingCall {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: FaceCurveError) => void;
  readonly onProgress: ((progress: LoadProgress) => void) | undefined;
}

/** The page's end of a worker: each call gets its own answer, and all of them fail when the worker dies. Owns the worker. */
export class WorkerLink {
  private readonly worker: Worker;
  private readonly pending = new Map<number, PendingCall>();
  private nextCall = 0;
  private ended: FaceCurveError | null = null;

  constructor() {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Response>) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(
        new FaceCurveError(
          'worker-lost',
          `The worker failed: ${event.message || 'its script could not be loaded'}.`,
          {
            remedy: 'Check that its script is served from the page’s origin; create a new estimator.',
          },
        ),
      );
    };
  }

  /** False after the worker died or was closed. */
  get alive(): boolean {
    return this.ended === null;
  }

  start(request: RequestOf<'start'>, onProgress: (progress: LoadProgress) => void) {
    return this.call<'started'>((call) => ({ type: 'start', call, ...request }), [], onProgress);
  }

  estimate(request: RequestOf<'estimate'>) {
    return this.call<'estimated'>((call) => ({ type: 'estimate', call, ...request }), [request.bitmap]);
  }

  /** Ends the worker; calls that wait fail with `reason`. */
  end(reason: FaceCurveError): void {
    if (this.ended !== null) return;
    this.ended = reason;
    this.worker.terminate();
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }

  private call<Type extends Answer['type']>(
    request: (call: number) => Request,
    transfer: Transferable[],
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<Extract<Answer, { type: Type }>> {
    if (this.ended !== null) return Promise.reject(this.ended);
    const call = this.nextCall++;
    return new Promise((resolve, reject) => {
      this.pending.set(call, { resolve: resolve as PendingCall['resolve'], reject, onProgress });
      this.worker.postMessage(request(call), transfer);
    });
  }

  private receive(response: Response): void {
    const waiting = this.pending.get(response.call);
    if (response.type === 'progress') {
      waiting?.onProgress?.(response.progress);
      return;
    }
    this.pending.delete(response.call);
    if (response.type === 'failed') waiting?.reject(unpackError(response.error));
    else waiting?.resolve(response);
  }
}
