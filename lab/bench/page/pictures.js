/** @param {string} address @returns {Promise<HTMLCanvasElement>} */
export async function pictureOnCanvas(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob());
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

/** Different frames, which come again and again: drawing them must not cost what is measured. */
const FRAMES = 8;
/** Grey levels of noise, as a camera has it. */
const NOISE = 8;
/** Milliseconds of a frame at 30 a second. */
const PERIOD = 1000 / 30;

/** @type {Promise<FrameSource> | undefined} */
let source;

/** A video of the picture as a camera would see it, swaying by a pixel. @param {string} address */
export function frameSource(address) {
  source ??= pictureOnCanvas(address).then((picture) => new FrameSource(picture));
  return source;
}

class FrameSource {
  video = document.createElement('video');
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #shown = 0;
  #context;
  #frames;

  /** @param {HTMLCanvasElement} picture */
  constructor(picture) {
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    this.#context = context;
    this.#frames = Array.from({ length: FRAMES }, (_, index) => noisyFrame(picture, index));
    this.video.muted = true;
    this.video.srcObject = canvas.captureStream();
    document.body.append(this.video);
  }

  resume() {
    const draw = () => {
      const frame = this.#frames[this.#shown++ % FRAMES];
      if (frame !== undefined) this.#context.drawImage(frame, 0, 0);
    };
    draw();
    this.#timer ??= setInterval(draw, PERIOD);
    void this.video.play();
  }

  pause() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  untilNewFrame() {
    return new Promise((resolve) => {
      this.video.requestVideoFrameCallback(resolve);
    });
  }
}

/** @param {HTMLCanvasElement} picture @param {number} index */
function noisyFrame(picture, index) {
  const frame = document.createElement('canvas');
  frame.width = picture.width;
  frame.height = picture.height;
  const context = frame.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.drawImage(picture, Math.sin((2 * Math.PI * index) / FRAMES), 0);
  const pixels = context.getImageData(0, 0, frame.width, frame.height);
  pixels.data.forEach((value, at) => {
    if (at % 4 < 3) pixels.data[at] = value + NOISE * (Math.random() + Math.random() - 1);
  });
  context.putImageData(pixels, 0, 0);
  return frame;
}
