import type { FaceEstimate } from '../index.ts';
import type { CameraHints } from './fool/camera-hints.ts';
import { lateParts } from './late-parts.ts';
import { pageElement } from './page-elements.ts';

/** The line on the camera's picture that says what would help. Its code and words load with the first frame. */
export class LiveHint {
  private readonly language: string;
  private readonly line = pageElement('hint', HTMLElement);
  private hints: CameraHints | null = null;
  private isLoading = false;

  /** @param language that of `Words` */
  constructor(language: string) {
    this.language = language;
  }

  /** @param face the chosen one; undefined where none is in view @param time of the frame, in milliseconds */
  see(face: FaceEstimate | undefined, time: number): void {
    // A camera works without hints, too.
    if (this.hints === null) this.load().catch(() => undefined);
    this.hints?.see(face?.quality ?? null, time);
  }

  end(): void {
    this.hints?.end();
  }

  private async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      const { CameraHints, foolWordsFor } = await lateParts.fool();
      this.hints = new CameraHints(this.line, foolWordsFor(this.language).hints);
    } finally {
      // After a failure a later frame tries again.
      this.isLoading = false;
    }
  }
}
