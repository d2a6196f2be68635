import { FACE_OF_SAMPLE } from './face-of-sample.ts';

/** A part of the scene: the face of a sample at a place of the frame. */
export interface Part {
  readonly url: string;
  /** Left edge and side in frame pixels; the part is centred vertically. */
  readonly x: number;
  readonly side: number;
  /** Degrees, clockwise, around its middle; by default 0. */
  readonly turn?: number;
}

export interface SceneLook {
  readonly parts: readonly Part[];
  /** Amplitude of the horizontal motion of the parts, pixels. */
  readonly sway?: number;
  /** Amplitude of the noise, grey levels. */
  readonly noise?: number;
  /** Brightness, 0 to 1. */
  readonly light?: number;
}

const WIDTH = 640;
const HEIGHT = 480;

/** A video element that plays a drawn scene like a camera. */
export class Scene {
  readonly video = document.createElement('video');
  readonly stream: MediaStream;
  private readonly canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  private readonly pictures = new Map<string, ImageBitmap>();
  private readonly timer: ReturnType<typeof setInterval>;
  private look: SceneLook = { parts: [] };
  private frames = 0;

  constructor() {
    this.draw();
    this.stream = this.canvas.captureStream();
    this.timer = setInterval(() => this.draw(), 50);
    this.video.muted = true;
    this.video.srcObject = this.stream;
    document.body.append(this.video);
  }

  async show(look: SceneLook): Promise<void> {
    for (const { url } of look.parts) {
      const known = this.pictures.get(url);
      if (known === undefined) {
        this.pictures.set(url, await createImageBitmap(await (await fetch(url)).blob(), ...FACE_OF_SAMPLE));
      }
    }
    this.look = look;
    this.draw();
    await this.video.play();
  }

  end(): void {
    clearInterval(this.timer);
    for (const track of this.stream.getTracks()) track.stop();
    this.video.remove();
  }

  private draw(): void {
    const context = this.canvas.getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    const { parts, sway = 0, noise = 0, light = 1 } = this.look;
    context.fillStyle = '#808080';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    const drift = sway * Math.sin(this.frames++ / 3);
    for (const { url, x, side, turn = 0 } of parts) {
      const picture = this.pictures.get(url);
      if (picture === undefined) continue;
      context.setTransform(new DOMMatrix().translate(x + drift + side / 2, HEIGHT / 2).rotate(turn));
      context.drawImage(picture, -side / 2, -side / 2, side, side);
      context.resetTransform();
    }
    context.fillStyle = `rgba(0, 0, 0, ${1 - light})`;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    if (noise > 0) addNoise(context, noise);
  }
}

/** A power of two, so that the loop finds its place by a mask. */
const NOISE_LENGTH = 2 ** 20;
/** Drawn once: random numbers for each pixel of each frame would take as long as an estimate. */
let noiseTable: Float32Array | undefined;

/** Adds noise whose values lie around zero, most of them near it. Each frame begins at another place of the table. */
function addNoise(context: CanvasRenderingContext2D, noise: number): void {
  noiseTable ??= Float32Array.from({ length: NOISE_LENGTH }, () => Math.random() + Math.random() - 1);
  const pixels = context.getImageData(0, 0, WIDTH, HEIGHT);
  const start = Math.floor(Math.random() * NOISE_LENGTH);
  for (let at = 0; at < pixels.data.length; at++) {
    const value = noiseTable[(start + at) & (NOISE_LENGTH - 1)] ?? 0;
    if (at % 4 < 3) pixels.data[at] = (pixels.data[at] ?? 0) + noise * value;
  }
  context.putImageData(pixels, 0, 0);
}
