import type { FaceEstimate } from '../index.ts';
import { extraWordsFor, type ToolWords, type Words } from '../languages/index.ts';
import { ExpectationHistory, type HistoryPoint, VideoHistory } from '../session/index.ts';
import { htmlElement, pointAt, TIMELINE_SPAN, Timeline, type TimelineView } from '../view/index.ts';
import { pageElement } from './page-elements.ts';

export interface TimelineSheetOptions {
  readonly words: Words;
  readonly timeline: ToolWords['timeline'];
  readonly video: HTMLVideoElement;
  /** Shows the face of a moment before in the place of the newest one; null ends that. */
  readonly onHold: (face: FaceEstimate | null) => void;
}

export type TimelineSource = 'camera' | 'video';

type Line = readonly (HistoryPoint | null)[];

/** The age of the chosen face over the camera's last half minute, or over a video's file, with a handle to move in time. */
export class TimelineSheet {
  private readonly options: TimelineSheetOptions;
  private readonly words;
  private readonly place = pageElement('timeline-plot', HTMLElement);
  private readonly playButton = htmlElement('button', { type: 'button', class: 'timeline-play' });
  private readonly timeline: Timeline;
  private readonly live = new ExpectationHistory();
  private readonly film = new VideoHistory();
  private source: TimelineSource = 'camera';
  private followed: number | null = null;
  private now = 0;
  /** The camera's line as it was when the user took the handle. */
  private held: { readonly line: Line; readonly now: number; readonly shown: number } | null = null;
  private wasPlaying = false;
  /** Milliseconds on the page's clock: what was estimated of frames before belongs to another moment of the video. */
  private soughtAt = 0;

  constructor(options: TimelineSheetOptions) {
    this.options = options;
    const { words, video } = options;
    this.words = extraWordsFor(words.language).scrub;
    this.timeline = new Timeline({
      number: words.number,
      slider: this.words.slider,
      onMove: (time) => this.move(time),
      onRelease: () => this.release(),
    });
    this.place.append(this.timeline.element);
    pageElement('timeline-sheet', HTMLElement).append(this.playButton);
    this.playButton.addEventListener('click', () => this.togglePlay());
    new ResizeObserver(() => this.draw()).observe(this.place);
    for (const type of ['play', 'pause', 'timeupdate', 'seeked', 'durationchange']) {
      video.addEventListener(type, () => {
        if (type === 'seeked') this.soughtAt = performance.now();
        if (this.source === 'video') this.draw();
      });
    }
  }

  /** Shows an empty timeline. */
  begin(source: TimelineSource): void {
    this.live.clear();
    this.film.clear();
    this.followed = null;
    this.held = null;
    this.source = source;
    this.playButton.hidden = source === 'camera';
    this.draw();
  }

  /** @param time of the frame with these faces, in milliseconds on the page's clock */
  add(faces: readonly FaceEstimate[], chosen: FaceEstimate | undefined, time: number): void {
    this.now = time;
    if (this.source === 'camera') this.live.add(faces, time);
    else if (time > this.soughtAt) this.film.add(chosen, this.filmTime(time));
    if (this.held === null) this.draw();
  }

  /** @param id of the face whose line is shown */
  follow(id: number | null): void {
    if (id === this.followed) return;
    this.followed = id;
    this.draw();
  }

  togglePlay(): void {
    const { video } = this.options;
    if (video.paused) void video.play().catch(() => undefined);
    else video.pause();
  }

  /** Milliseconds from the video's beginning at a time of the page's clock. */
  private filmTime(time: number): number {
    const { currentTime, paused, playbackRate } = this.options.video;
    const since = paused ? 0 : (performance.now() - time) * playbackRate;
    return Math.max(0, 1000 * currentTime - since);
  }

  private move(time: number): void {
    const { video, onHold } = this.options;
    if (this.source === 'video') {
      this.wasPlaying ||= !video.paused;
      video.pause();
      video.currentTime = time / 1000;
      this.draw();
      return;
    }
    const { line, now } = this.held ?? { line: this.live.of(this.followed), now: this.now };
    if (time >= now) {
      this.release();
      return;
    }
    this.held = { line, now, shown: time };
    this.draw();
    onHold(pointAt(line, time)?.face ?? null);
  }

  private release(): void {
    if (this.wasPlaying) this.togglePlay();
    this.wasPlaying = false;
    if (this.held === null) return;
    this.held = null;
    this.options.onHold(null);
    this.draw();
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    const line = this.held?.line ?? (this.source === 'camera' ? this.live.of(this.followed) : this.film.line);
    const view = this.source === 'camera' ? this.liveView(line) : this.filmView(line);
    pageElement('timeline-heading', HTMLElement).textContent = view.heading;
    this.timeline.draw(line, view, { width, height });
  }

  private liveView(line: Line): TimelineView & { heading: string } {
    const { timeline } = this.options;
    const end = this.held?.now ?? this.now;
    const shown = this.held?.shown ?? end;
    const points = line.filter((point) => point !== null);
    return {
      begin: end - TIMELINE_SPAN,
      end,
      shown,
      edges: [timeline.secondsAgo(TIMELINE_SPAN / 1000), timeline.now],
      aloud: timeline.aloud(points),
      moment: shown === end ? timeline.now : timeline.secondsAgo(Math.round((end - shown) / 1000)),
      heading: timeline.heading(points),
    };
  }

  private filmView(line: Line): TimelineView & { heading: string } {
    const { video, timeline } = this.options;
    const { words } = this;
    const shown = 1000 * video.currentTime;
    const points = line.filter((point) => point !== null);
    // What a browser recorded by itself has no length that is known.
    const known = Number.isFinite(video.duration) ? 1000 * video.duration : 0;
    const end = Math.max(known, shown, points.at(-1)?.time ?? 0, 1000);
    this.playButton.textContent = video.paused ? words.play : words.pause;
    const moment = words.at(Math.round(shown / 1000));
    return {
      begin: 0,
      end,
      shown,
      edges: [clock(0), clock(end)],
      aloud: timeline.film(points),
      moment,
      heading: timeline.film(points),
    };
  }
}

/** Minutes and seconds. @param time milliseconds */
function clock(time: number): string {
  const seconds = Math.round(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
