import type { LabelDistribution } from '../distribution/index.ts';
import { curveBetween } from './curve-between.ts';

/** Longest transition from one curve to the next, in milliseconds. */
const MOST_MS = 360;
/** Share of the time since the last curve: in a video a transition ends well before the next curve comes. */
const OF_INTERVAL = 0.6;
/** Shorter transitions are not visible, so they are skipped. */
const LEAST_MS = 40;

/** Moves the drawn curve to the next one; at once if the user wants less motion or the page is hidden. */
export class CurveMotion {
  private readonly onFrame: (curve: LabelDistribution) => void;
  private readonly place: Element;
  private drawn: LabelDistribution | null = null;
  private target: LabelDistribution | null = null;
  private lastTime = Number.NEGATIVE_INFINITY;
  private frame = 0;

  /** @param place where the curve is drawn @param onFrame draws the curve as it is now */
  constructor(place: Element, onFrame: (curve: LabelDistribution) => void) {
    this.place = place;
    this.onFrame = onFrame;
  }

  /** The curve to draw now. */
  get current(): LabelDistribution | null {
    return this.drawn;
  }

  /** @param isNews whether the curve is an estimate, so that the next one may come soon */
  goTo(target: LabelDistribution, isNews: boolean): void {
    if (target === this.target) return;
    const now = performance.now();
    const duration = Math.min(MOST_MS, OF_INTERVAL * (now - this.lastTime));
    if (isNews) this.lastTime = now;
    const from = this.drawn;
    this.target = target;
    this.stop();
    const isAtOnce = duration < LEAST_MS || this.isStill;
    if (isAtOnce || from === null || from.labels.length !== target.labels.length) this.drawn = target;
    else this.move(from, target, { start: now, duration });
  }

  /** Shows the next curve at once, without a transition. */
  forget(): void {
    this.stop();
    this.drawn = null;
    this.target = null;
  }

  private move(
    from: LabelDistribution,
    target: LabelDistribution,
    time: { readonly start: number; readonly duration: number },
  ): void {
    const step = (now: number) => {
      const gone = Math.min(1, Math.max(0, (now - time.start) / time.duration));
      this.drawn = curveBetween(from, target, 1 - (1 - gone) ** 3);
      if (gone < 1) this.frame = this.view?.requestAnimationFrame(step) ?? 0;
      this.onFrame(this.drawn);
    };
    this.frame = this.view?.requestAnimationFrame(step) ?? 0;
  }

  private stop(): void {
    this.view?.cancelAnimationFrame(this.frame);
  }

  /** The window that shows the curve; the page whose code this is may be hidden behind it. */
  private get view(): Window | null {
    return this.place.ownerDocument.defaultView;
  }

  /** Some DOMs of tests have no `matchMedia`. */
  private get isStill(): boolean {
    const { view } = this;
    if (view === null || this.place.ownerDocument.hidden) return true;
    return view.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
  }
}
