import type { Region, Sighting } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { DetectedFace } from '../types.ts';
import { type SentError, type SentEstimate, unpackError, type Wishes } from './protocol.ts';

/** From the worker that was asked for a photo to the second one. */
export type PartnerRequest =
  /** What the calls that follow are about. */
  | { readonly type: 'hold'; readonly bitmap: ImageBitmap }
  | { readonly type: 'look'; readonly call: number; readonly regions: readonly Region[] }
  | {
      readonly type: 'read';
      readonly call: number;
      readonly faces: readonly DetectedFace[];
      readonly wishes: Wishes;
    }
  | { readonly type: 'release' };

export type PartnerResponse =
  | { readonly type: 'seen'; readonly call: number; readonly results: readonly (readonly Sighting[])[] }
  | { readonly type: 'read'; readonly call: number; readonly results: readonly (SentEstimate | null)[] }
  | { readonly type: 'failed'; readonly call: number; readonly error: SentError };

export interface SharedPhoto {
  readonly bitmap: ImageBitmap;
  /** Whether the bitmap itself may be sent; else a copy of it is. */
  readonly isSpare: boolean;
}

interface PendingCall {
  readonly resolve: (results: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The second worker, as the first one sees it. Owns the port between them. */
export class Partner {
  private readonly port: MessagePort;
  private readonly pending = new Map<number, PendingCall>();
  private nextCall = 0;
  private isGone = false;
  private held: SharedPhoto | null = null;

  constructor(port: MessagePort) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<PartnerResponse>) => this.settle(data);
  }

  /** The faces in each of the regions of the photo. */
  async look(photo: SharedPhoto, regions: readonly Region[]): Promise<readonly (readonly Sighting[])[]> {
    this.hold(photo);
    return this.call((call) => ({ type: 'look', call, regions }));
  }

  /** The estimate of each of the photo's faces; null where a face lies beside it. */
  async read(
    photo: SharedPhoto,
    faces: readonly DetectedFace[],
    wishes: Wishes,
  ): Promise<readonly (SentEstimate | null)[]> {
    this.hold(photo);
    return this.call((call) => ({ type: 'read', call, faces, wishes }));
  }

  /** The photo is done with. */
  release(): void {
    if (this.held === null) return;
    this.held = null;
    this.post({ type: 'release' });
  }

  /** The second worker is gone: calls that wait fail, and those that come. */
  end(): void {
    this.port.close();
    this.isGone = true;
    for (const { reject } of this.pending.values()) reject(gone());
    this.pending.clear();
  }

  /** Sends the bitmap, once a photo. */
  private hold(photo: SharedPhoto): void {
    if (this.held === photo) return;
    const { bitmap, isSpare } = photo;
    this.port.postMessage({ type: 'hold', bitmap } satisfies PartnerRequest, isSpare ? [bitmap] : []);
    this.held = photo;
  }

  private call<Result>(request: (call: number) => PartnerRequest): Promise<readonly Result[]> {
    if (this.isGone) return Promise.reject(gone());
    const call = this.nextCall++;
    return new Promise((resolve, reject) => {
      this.pending.set(call, { resolve: resolve as PendingCall['resolve'], reject });
      this.post(request(call));
    });
  }

  private settle(response: PartnerResponse): void {
    const waiting = this.pending.get(response.call);
    this.pending.delete(response.call);
    if (response.type === 'failed') waiting?.reject(unpackError(response.error));
    else waiting?.resolve(response.results);
  }

  private post(request: PartnerRequest): void {
    this.port.postMessage(request);
  }
}

function gone(): FaceCurveError {
  return new FaceCurveError('worker-lost', 'The second worker is gone.');
}
