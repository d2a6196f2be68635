import type { FaceEstimate } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { ExpectationHistory } from '../session/index.ts';
import { Timeline } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

/** The age of the chosen face over the last half minute; shown while the camera runs. */
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

  /** Shows an empty timeline before the camera is on, so that nothing moves when it is on. */
  begin(): void {
    this.history.clear();
    this.followed = null;
    this.sheet.hidden = false;
    this.draw();
  }

  /** Hides and clears the timeline. */
  end(): void {
    this.history.clear();
    this.sheet.hidden = true;
  }

  /** @param time of the frame with these faces, in milliseconds */
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
