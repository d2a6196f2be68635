import type { WatchUpdate } from '../index.ts';
import type { Words } from '../languages/index.ts';
import type { FaceEstimate, PictureSize } from '../types.ts';
import { type Announcer, messageText, spokenResult } from '../view/index.ts';
import { ABSENCE_PATIENCE } from './absence.ts';
import { messageOf, type ResultSource, type Shown } from './shown.ts';
import { ShownFaces } from './shown-faces.ts';

export interface SessionScreenOptions {
  readonly announcer: Pick<Announcer, 'say' | 'sayCalmly'>;
  readonly words: () => Words;
  /** Draws what the screen holds; called after each change. */
  readonly draw: () => void;
}

/** What a session shows: the mode, the faces and the chosen one. It announces changes to screen readers and draws nothing itself. */
export class SessionScreen {
  readonly faces = new ShownFaces();
  /** Name of a picture that is not the user's, such as a sample; empty for others. */
  pictureName = '';
  private readonly options: SessionScreenOptions;
  private current: Shown = { mode: 'empty' };
  private pictureSize: PictureSize = { width: 1, height: 1 };
  private isFaceInView = false;
  private heldFace: FaceEstimate | null = null;
  private lastSeen = Number.NEGATIVE_INFINITY;

  constructor(options: SessionScreenOptions) {
    this.options = options;
  }

  get shown(): Shown {
    return this.current;
  }

  /** Size of the picture or frame that the faces were found in. */
  get size(): PictureSize {
    return this.pictureSize;
  }

  /** False where the newest frame has no face, although the faces before are still shown. */
  get isInView(): boolean {
    return this.isFaceInView;
  }

  /** A face of a moment before, which is shown in the place of the newest one; null where none is held. */
  get held(): FaceEstimate | null {
    return this.heldFace;
  }

  hold(face: FaceEstimate | null): void {
    this.heldFace = face;
    this.options.draw();
  }

  /** Shows something else than faces. */
  show(shown: Shown): void {
    const before = this.current.mode;
    this.faces.clear();
    if (shown.mode !== 'no-face') {
      this.lastSeen = Number.NEGATIVE_INFINITY;
      this.heldFace = null;
    }
    this.current = shown;
    this.options.draw();
    this.announce(before);
  }

  /** The notice stands before the faces that are there already. */
  showNotice(): void {
    if (this.current.mode !== 'notice') this.show({ mode: 'notice' });
  }

  /** The camera gives no picture. A video that waits for a tap keeps its button. */
  showMuted(): void {
    if (this.current.mode !== 'failure') this.show({ mode: 'no-face', source: 'muted-camera' });
  }

  /** Shows the faces of a picture, or of the camera's newest frame; a camera's last faces stay for a moment without any. */
  showFaces(
    { faces, width, height, time }: WatchUpdate,
    { source, isMirrored }: { readonly source: ResultSource; readonly isMirrored: boolean },
  ): void {
    this.pictureSize = { width, height };
    this.isFaceInView = faces.length > 0;
    if (!this.isFaceInView) {
      if (time - this.lastSeen < ABSENCE_PATIENCE) this.options.draw();
      else this.show({ mode: 'no-face', source });
      return;
    }
    this.lastSeen = time;
    this.faces.take(faces, isMirrored);
    this.current = { mode: 'faces' };
    this.options.draw();
    if (source === 'picture') this.options.announcer.say(this.spoken());
    else this.options.announcer.sayCalmly(this.spoken());
  }

  /** Chooses one of the faces. */
  select(index: number): void {
    this.faces.select(index);
    this.options.draw();
    this.options.announcer.say(this.spoken());
  }

  private announce(before: Shown['mode']): void {
    const { current, options } = this;
    const { announcer } = options;
    const words = options.words();
    const message = messageOf(current, words);
    if (message !== null) {
      if (current.mode === 'no-face') announcer.sayCalmly(messageText(message));
      else announcer.say(messageText(message));
    } else if (current.mode !== before) {
      if (current.mode === 'estimating') announcer.say(words.estimatingFace);
      else if (current.mode === 'empty') announcer.say(words.noPicture);
    }
  }

  private spoken(): string {
    const result = spokenResult(this.faces.all, this.faces.selected, this.options.words());
    return this.pictureName === '' ? result : `${this.pictureName}. ${result}`;
  }
}
