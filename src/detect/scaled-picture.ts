import { fillFromStrips, freePixels, GREY_WORD, type Pixels, type ReadBox, wordsOf } from '../pixels.ts';
import type { Box } from '../types.ts';
import type { Region } from './regions.ts';
import { emptyHalf, halveRoundingDown, sampleSquare } from './scale-pixels.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Square views of a frame, scaled by a pure function over its bytes. The scaling of `drawImage` differs between engines by
 * two levels of 255, and what the detector makes of those moves a keypoint by a hundredth of the face: the same photo would
 * have another curve in each. Halves of the frame are kept until `free`, so that a view costs the same however large the frame is.
 */
export class ScaledPicture {
  private readonly frame: Size;
  private readonly readBox: ReadBox;
  private readonly whole: Pixels | null;
  /** The frame at 1/2, 1/4, ... of its size, as far as needed so far. */
  private readonly halves: Pixels[] = [];

  /**
   * @param readBox reads the frame, which must stay open and unchanged
   * @param whole all pixels of the frame where they are in memory: they are sampled where they lie, without a copy
   */
  constructor(frame: Size, readBox: ReadBox, whole: Pixels | null = null) {
    this.frame = frame;
    this.readBox = readBox;
    this.whole = whole;
  }

  /**
   * A region at `side` pixels, grey beyond the frame: bilinear, from the half that is nearest in size to twice the side. It
   * holds every second pixel of a view of twice the side, from the first on, as `takeEverySecond` would; from the first on
   * as well when the view is turned upright.
   * @param view of this side: its pixels are written over
   */
  view({ x, y, size, turn = 0 }: Region, side: number, view = new ImageData(side, side)): ImageData {
    wordsOf(view).fill(GREY_WORD);
    const quarterPixel = size / side / 4;
    const shifted = {
      x: x + (turn === 90 || turn === 180 ? quarterPixel : -quarterPixel),
      y: y + (turn >= 180 ? quarterPixel : -quarterPixel),
      size,
    };
    const halvings = Math.max(0, Math.round(Math.log2(size / (2 * side))));
    if (halvings === 0) this.sampleFrame(shifted, view);
    else this.sampleHalf(halvings, shifted, view);
    return view;
  }

  /** Gives the halves back. They are made again where a view needs them. */
  free(): void {
    for (const half of this.halves.splice(0)) freePixels(half);
  }

  private sampleHalf(halvings: number, { x, y, size }: Region, view: ImageData): void {
    const share = 0.5 ** halvings;
    const bounds = { left: 0, top: 0, right: this.frame.width * share, bottom: this.frame.height * share };
    sampleSquare(this.half(halvings), { x: x * share, y: y * share, size: size * share }, bounds, view);
  }

  private sampleFrame({ x, y, size }: Region, view: ImageData): void {
    const box = this.within({ x, y, size });
    if (box === null) return;
    const { width, height } = this.frame;
    const origin = this.whole === null ? box : { x: 0, y: 0 };
    const bounds = { left: -origin.x, top: -origin.y, right: width - origin.x, bottom: height - origin.y };
    const square = { x: x - origin.x, y: y - origin.y, size };
    if (this.whole !== null) sampleSquare(this.whole, square, bounds, view);
    else {
      const pixels = this.readBox(box);
      sampleSquare(pixels, square, bounds, view);
      freePixels(pixels);
    }
  }

  /** The part of the region that is in the frame, with a pixel around it; null where there is none. */
  private within({ x, y, size }: Region): Box | null {
    const { width, height } = this.frame;
    const left = Math.max(0, Math.floor(x) - 1);
    const top = Math.max(0, Math.floor(y) - 1);
    const right = Math.min(width, Math.ceil(x + size) + 1);
    const bottom = Math.min(height, Math.ceil(y + size) + 1);
    return right <= left || bottom <= top
      ? null
      : { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** The frame after so many halvings, at least one. */
  half(halvings: number): Pixels {
    for (let count = this.halves.length; count < halvings; count++) {
      const larger = this.halves[count - 1];
      this.halves.push(larger === undefined ? this.halfOfFrame() : halveRoundingDown(larger));
    }
    return this.halves[halvings - 1] as Pixels;
  }

  private halfOfFrame(): Pixels {
    if (this.whole !== null) return halveRoundingDown(this.whole);
    const { width, height } = this.frame;
    const half = emptyHalf(width, height);
    // An odd last row is left out.
    const box = { x: 0, y: 0, width, height: Math.min(height, 2 * half.height) };
    fillFromStrips(half, this.readBox, box, { multiple: 2, reduce: halveRoundingDown });
    return half;
  }
}
