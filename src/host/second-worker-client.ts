import type { Region, RegionFace } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { PhotoHelper, Wishes } from '../pipeline/index.ts';
import type { DetectedFace } from '../types.ts';
import { PendingCalls } from './pending-calls.ts';
import { type SentEstimate, unpackError } from './protocol.ts';
import type { SecondWorkerRequest, SecondWorkerResponse } from './second-worker-protocol.ts';

export interface SharedPhoto {
  readonly bitmap: ImageBitmap;
  /** Whether the bitmap itself may be sent; if not, a copy of it is sent. */
  isSpare(): boolean;
}

type Answer = Exclude<SecondWorkerResponse, { type: 'failed' }>;

/** The first worker's end of the port to the second one: asks it to do parts of photos. Owns the port. */
export class SecondWorkerClient {
  private readonly port: MessagePort;
  private readonly calls = new PendingCalls<Answer>();
  private isGone = false;
  private held: SharedPhoto | null = null;
  /** Whether the second worker is asked to work on this photo, and was on the one before. */
  private isOfUse = false;
  private wasOfUse = false;

  constructor(port: MessagePort) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<SecondWorkerResponse>) => {
      if (data.type === 'failed') this.calls.fail(data.call, unpackError(data.error));
      else this.calls.answer(data.call, data);
    };
  }

  /** A helper for one photo, which is sent with the first call or ahead of it. */
  helperFor(photo: SharedPhoto, wishes: Wishes): PhotoHelper<SentEstimate> {
    return {
      sendAhead: () => this.sendAhead(photo),
      detect: (...asked) => this.detect(photo, ...asked),
      estimate: (faces) => this.estimate(photo, faces, wishes),
    };
  }

  private async detect(
    photo: SharedPhoto,
    regions: readonly Region[],
    leastScore?: number,
  ): Promise<readonly (readonly RegionFace[])[]> {
    const answer = await this.call(photo, (call) => ({ type: 'detect', call, regions, leastScore }));
    if (answer.type !== 'detected') throw new FaceCurveError('internal', 'Expected detected faces.');
    return answer.faces;
  }

  private async estimate(
    photo: SharedPhoto,
    faces: readonly DetectedFace[],
    wishes: Wishes,
  ): Promise<readonly (SentEstimate | null)[]> {
    const answer = await this.call(photo, (call) => ({ type: 'estimate', call, faces, wishes }));
    if (answer.type !== 'estimated') throw new FaceCurveError('internal', 'Expected estimates.');
    return answer.estimates;
  }

  /** The second worker reads the photo while the first one searches it: one photo of many faces often follows another. */
  private sendAhead(photo: SharedPhoto): boolean {
    if (!this.wasOfUse || this.isGone || !photo.isSpare()) return false;
    this.hold(photo);
    return true;
  }

  /** The photo is done. */
  release(): void {
    this.wasOfUse = this.isOfUse;
    this.isOfUse = false;
    if (this.held === null) return;
    this.held = null;
    this.post({ type: 'release' });
  }

  /** The second worker is gone: calls that wait fail, and so do later ones. */
  end(): void {
    this.port.close();
    this.isGone = true;
    this.calls.failAll(gone());
  }

  private async call(photo: SharedPhoto, request: (call: number) => SecondWorkerRequest): Promise<Answer> {
    this.hold(photo);
    this.isOfUse = true;
    if (this.isGone) throw gone();
    return this.calls.open((call) => this.post(request(call)));
  }

  /** Sends the bitmap, once for each photo. */
  private hold(photo: SharedPhoto): void {
    if (this.held === photo) return;
    const { bitmap } = photo;
    this.post({ type: 'hold', bitmap }, photo.isSpare() ? [bitmap] : []);
    this.held = photo;
  }

  private post(request: SecondWorkerRequest, transfer: Transferable[] = []): void {
    this.port.postMessage(request, transfer);
  }
}

function gone(): FaceCurveError {
  return new FaceCurveError('worker-lost', 'The second worker is gone.');
}
