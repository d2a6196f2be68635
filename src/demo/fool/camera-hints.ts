import type { FoolWords, HintReason } from '../../languages/fool-words.ts';
import type { Quality } from '../../types.ts';

/** Milliseconds for which a reason has to last before it is said, and has to be gone before another one is. */
const PATIENCE = 1000;

/** Where the error of the age begins to grow, well before the estimate gives up: docs/quality.md. */
const LEAST_EYE_DISTANCE = 20;
const LEAST_BRIGHTNESS = 0.2;
const MOST_YAW = 30;
const LEAST_SHARPNESS = 0.025;

/** What would help a camera's picture most; null where nothing is needed. */
export function hintReason({ eyeDistance, brightness, yaw, sharpness }: Quality): HintReason | null {
  if (eyeDistance < LEAST_EYE_DISTANCE) return 'closer';
  if (brightness < LEAST_BRIGHTNESS) return 'light';
  if (Math.abs(yaw) > MOST_YAW) return 'towards';
  return sharpness < LEAST_SHARPNESS ? 'still' : null;
}

/** Follows a reason over the frames of a camera, so that a hint neither flickers nor comes too soon. */
export class LastingHint {
  private current: HintReason | null = null;
  private coming: HintReason | null = null;
  private since = 0;

  /** @param time of the frame, in milliseconds @returns the reason to show */
  see(reason: HintReason | null, time: number): HintReason | null {
    if (reason !== this.coming) {
      this.coming = reason;
      this.since = time;
    }
    if (time - this.since >= PATIENCE) this.current = this.coming;
    return this.current;
  }

  clear(): void {
    this.current = null;
    this.coming = null;
  }
}

/** One line on the camera's picture that says what would help. */
export class CameraHints {
  private readonly line: HTMLElement;
  private readonly words: FoolWords['hints'];
  private readonly lasting = new LastingHint();

  constructor(line: HTMLElement, words: FoolWords['hints']) {
    this.line = line;
    this.words = words;
  }

  /** @param quality of the chosen face; null where there is none */
  see(quality: Quality | null, time: number): void {
    const reason = this.lasting.see(quality === null ? null : hintReason(quality), time);
    const text = reason === null ? '' : this.words[reason];
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  end(): void {
    this.lasting.clear();
    this.line.textContent = '';
  }
}
