import type { OpenPhoto } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import { estimateFaces, type Pipeline } from '../pipeline/index.ts';
import { pixelFrame } from '../source/pixel-frame.ts';
import type { Frame } from '../types.ts';
import { packError, packEstimate } from './protocol.ts';
import type {
  SecondWorkerCall,
  SecondWorkerRequest,
  SecondWorkerResponse,
} from './second-worker-protocol.ts';

interface HeldPhoto {
  readonly frame: Frame;
  readonly regions: OpenPhoto;
  readonly release: () => void;
}

/** The second worker's end of the port: answers the first worker's calls with a pipeline of its own. Owns the bitmap it was given. */
export class SecondWorkerServer {
  private readonly pipeline: Pipeline;
  private readonly port: MessagePort;
  private photo: HeldPhoto | null = null;

  constructor(pipeline: Pipeline, port: MessagePort) {
    this.pipeline = pipeline;
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<SecondWorkerRequest>) => this.receive(data);
  }

  private receive(request: SecondWorkerRequest): void {
    if (request.type === 'hold') this.hold(request.bitmap);
    else if (request.type === 'release') this.release();
    else void this.answer(request).then((response) => this.port.postMessage(response));
  }

  private hold(bitmap: ImageBitmap): void {
    this.release();
    const { pipeline } = this;
    const frame = pixelFrame(bitmap);
    let release = () => {};
    void pipeline.whileHeld(frame, () => new Promise<void>((resolve) => (release = resolve)));
    this.photo = { frame, regions: pipeline.regionsOf(frame), release };
  }

  private release(): void {
    this.photo?.regions.free();
    this.photo?.release();
    this.photo?.frame.bitmap.close();
    this.photo = null;
  }

  private async answer(request: SecondWorkerCall): Promise<SecondWorkerResponse> {
    const { call } = request;
    try {
      return await this.work(request);
    } catch (error) {
      return { type: 'failed', call, error: packError(error) };
    }
  }

  private async work(request: SecondWorkerCall): Promise<SecondWorkerResponse> {
    if (this.photo === null) throw new FaceCurveError('internal', 'There is no photo to work on.');
    const { call } = request;
    const { frame, regions } = this.photo;
    if (request.type === 'detect')
      return { type: 'detected', call, faces: await regions.detect(request.regions, request.leastScore) };
    const wishes = { ...request.wishes, finish: packEstimate };
    return {
      type: 'estimated',
      call,
      estimates: await estimateFaces(this.pipeline, frame, request.faces, wishes),
    };
  }
}
