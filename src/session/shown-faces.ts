import type { FacePlace } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';
import { followFace, orderFaces } from '../view/index.ts';

/** The faces that were estimated last, of which one is chosen. */
export class ShownFaces {
  private estimated: readonly FaceEstimate[] = [];
  private chosen: FaceEstimate['box'] | null = null;
  private index = 0;

  /** From left to right as the viewer sees them. */
  get all(): readonly FaceEstimate[] {
    return this.estimated;
  }

  /** Index of the chosen face. */
  get selected(): number {
    return this.index;
  }

  /** The chosen face; undefined where there is no face. */
  get face(): FaceEstimate | undefined {
    return this.estimated[this.index];
  }

  get place(): FacePlace {
    return { number: this.index + 1, count: this.estimated.length };
  }

  take(faces: readonly FaceEstimate[], isMirrored: boolean): void {
    this.estimated = orderFaces(faces, isMirrored);
    this.index = followFace(this.estimated, this.chosen);
    // While a video runs, the face that the user picked stays chosen as it moves.
    if (this.chosen !== null) this.chosen = this.face?.box ?? null;
  }

  select(index: number): void {
    this.index = index;
    this.chosen = this.face?.box ?? null;
  }

  clear(): void {
    this.estimated = [];
    this.chosen = null;
    this.index = 0;
  }
}
