import type { FaceEstimate } from '../index.ts';
import type { Session } from '../session/index.ts';
import { lateParts } from './late-parts.ts';
import { pageElement } from './page-elements.ts';
import type { TimelineSheet, TimelineSheetOptions, TimelineSource } from './timeline-sheet.ts';

/** The place of the timeline, which is loaded with the first camera or video. */
export class TimelinePlace {
  private readonly options: TimelineSheetOptions;
  private readonly sheet = pageElement('timeline-sheet', HTMLElement);
  private loaded: TimelineSheet | null = null;
  private source: TimelineSource | null = null;
  private film: Session['video'] = null;

  constructor(options: TimelineSheetOptions) {
    this.options = options;
  }

  show({ screen: { shown, faces }, camera, video }: Session): void {
    // Before the camera is on, so that nothing moves when it is on.
    if (shown.mode === 'asking') this.begin('camera');
    else if (video !== null && video !== this.film) this.begin('video');
    else if (camera === null && video === null) this.source = null;
    this.film = video;
    this.sheet.hidden = this.source === null;
    if (faces.face !== undefined) this.loaded?.follow(faces.face.id);
  }

  add(faces: readonly FaceEstimate[], chosen: FaceEstimate | undefined, time: number): void {
    this.loaded?.add(faces, chosen, time);
  }

  /** Plays or pauses the video. @returns false where there is none */
  togglePlay(): boolean {
    if (this.source !== 'video') return false;
    this.loaded?.togglePlay();
    return true;
  }

  private begin(source: TimelineSource): void {
    this.source = source;
    if (this.loaded !== null) this.loaded.begin(source);
    else void this.load();
  }

  private async load(): Promise<void> {
    const { TimelineSheet } = await lateParts.timeline();
    this.loaded ??= new TimelineSheet(this.options);
    if (this.source !== null) this.loaded.begin(this.source);
  }
}
