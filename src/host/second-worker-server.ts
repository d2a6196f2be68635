import type { Look } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { Frame } from '../types.ts';
import type { PartnerRequest, PartnerResponse } from './second-worker-client.ts';
import { estimateFaces } from '../pipeline/photo.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { packError } from './protocol.ts';

type PartnerCall = Extract<PartnerRequest, { type: 'look' | 'read' }>;

interface HeldPhoto {
  readonly frame: Frame;
  readonly look: Look;
  readonly release: () => void;
}

/** The second worker's end of the port: does the first one's calls with a pipeline of its own. Owns the bitmap it was given. */
export class Assistant {
  private readonly pipeline: Pipeline;
  private readonly port: MessagePort;
  private photo: HeldPhoto | null = null;

  constructor(pipeline: Pipeline, port: MessagePort) {
    this.pipeline = pipeline;
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<PartnerRequest>) => this.receive(data);
  }

  private receive(request: PartnerRequest): void {
    if (request.type === 'hold') this.hold(request.bitmap);
    else if (request.type === 'release') this.release();
    else void this.answer(request).then((response) => this.port.postMessage(response));
  }

  private hold(bitmap: ImageBitmap): void {
    this.release();
    const { pipeline } = this;
    const frame: Frame = { bitmap, width: bitmap.width, height: bitmap.height, time: 0 };
    let release = () => {};
    void pipeline.whileHeld(frame, () => new Promise<void>((resolve) => (release = resolve)));
    this.photo = { frame, look: pipeline.lookAt(frame), release };
  }

  private release(): void {
    this.photo?.release();
    this.photo?.frame.bitmap.close();
    this.photo = null;
  }

  private async answer(request: PartnerCall): Promise<PartnerResponse> {
    const { call } = request;
    try {
      return await this.work(request);
    } catch (error) {
      return { type: 'failed', call, error: packError(error) };
    }
  }

  private async work(request: PartnerCall): Promise<PartnerResponse> {
    if (this.photo === null) throw new FaceCurveError('internal', 'There is no photo to work on.');
    const { call } = request;
    const { frame, look } = this.photo;
    if (request.type === 'look') return { type: 'seen', call, results: await look(request.regions) };
    const { faces, wishes } = request;
    return { type: 'read', call, results: await estimateFaces(this.pipeline, frame, faces, wishes) };
  }
}
