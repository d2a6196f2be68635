import type { FaceEstimate } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { ExpectationHistory } from '../session/index.ts';
import { Timeline } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

/** How the age of the followed face went over the last half minute; there while the camera runs. */
export class TimelineSheet {
  private readonly words: ToolWords['timeline'];
  private readonly sheet = pageElement('timeline-sheet', HTMLElement);
  private readonly heading = pageElement('timeline-heading', HTMLElement);
  private readonly place = pageElement('timeline-plot', HTMLElement);
  private readonly timeline: Timeline;
  private readonly history = new ExpectationHistory();
  private followed: number | null = null;
  private now = 0;

  constructor(words: ToolWords['timeline'], number: Words['number']) {
    this.words = words;
    this.timeline = new Timeline(words, number);
    this.place.append(this.timeline.element);
    new ResizeObserver(() => this.draw()).observe(this.place);
  }

  /** Shows an empty one, before the camera is on: nothing moves when it is. */
  begin(): void {
    this.history.clear();
    this.followed = null;
    this.sheet.hidden = false;
    this.draw();
  }

  /** Hides it and forgets what it showed. */
  end(): void {
    this.history.clear();
    this.sheet.hidden = true;
  }

  /** @param time milliseconds of the frame in which the faces were seen */
  add(faces: readonly FaceEstimate[], time: number): void {
    this.now = time;
    this.history.add(faces, time);
    this.draw();
  }

  /** @param id of the face whose line is shown */
  follow(id: number | null): void {
    if (id === this.followed) return;
    this.followed = id;
    this.draw();
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    const points = this.history.of(this.followed);
    this.heading.textContent = this.words.heading(points.filter((point) => point !== null));
    this.timeline.draw(points, this.now, { width, height });
  }
}
