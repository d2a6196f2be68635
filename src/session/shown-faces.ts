import type { FaceEstimate } from '../types.ts';
import {
  type FacePlace,
  followFace,
  type LoadingView,
  type Message,
  orderFaces,
  type Words,
} from '../view/index.ts';

/** What stands in the place of the curves. */
export type Shown =
  | { readonly mode: 'empty' | 'looking' | 'faces' }
  | { readonly mode: 'loading'; readonly progress: LoadingView }
  | {
      readonly mode: 'message';
      /** From the words, so that it changes with the language. */
      readonly message: (words: Words) => Message;
      readonly file?: string | undefined;
      readonly retry?: (() => void) | undefined;
    };

/** The faces that were found last, of which one is chosen. */
export class ShownFaces {
  private found: readonly FaceEstimate[] = [];
  private chosen: FaceEstimate['box'] | null = null;
  private index = 0;

  get all(): readonly FaceEstimate[] {
    return this.found;
  }

  get selected(): number {
    return this.index;
  }

  get face(): FaceEstimate | undefined {
    return this.found[this.index];
  }

  get place(): FacePlace {
    return { number: this.index + 1, count: this.found.length };
  }

  take(faces: readonly FaceEstimate[], isMirrored: boolean): void {
    this.found = orderFaces(faces, isMirrored);
    this.index = followFace(this.found, this.chosen);
    // While a video runs, the face that was picked is the one to stay with as it moves.
    if (this.chosen !== null) this.chosen = this.face?.box ?? null;
  }

  select(index: number): void {
    this.index = index;
    this.chosen = this.face?.box ?? null;
  }

  clear(): void {
    this.found = [];
    this.chosen = null;
    this.index = 0;
  }
}
