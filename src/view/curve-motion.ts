import type { LabelDistribution } from '../distribution/index.ts';
import { curveBetween } from './curve-between.ts';

/** Milliseconds from one curve to the next. */
const MOST_MS = 360;
/** Of the time since the curve before: in a video a curve has arrived well before the next one comes. */
const OF_INTERVAL = 0.6;
/** Less than this nobody sees. */
const LEAST_MS = 40;

/** Takes what is drawn from one curve to the next; at once for those who want less motion, and where nobody looks. */
export class CurveMotion {
  private readonly onFrame: (curve: LabelDistribution) => void;
  private readonly lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
  private drawn: LabelDistribution | null = null;
  private target: LabelDistribution | null = null;
  private lastTime = Number.NEGATIVE_INFINITY;
  private frame = 0;

  /** @param onFrame the curve is to be drawn as it is now */
  constructor(onFrame: (curve: LabelDistribution) => void) {
    this.onFrame = onFrame;
  }

  /** The curve as it is to be drawn now. */
  get current(): LabelDistribution | null {
    return this.drawn;
  }

  /** @param isNews whether the curve is an estimate, of which the next may come soon */
  goTo(target: LabelDistribution, isNews: boolean): void {
    if (target === this.target) return;
    const now = performance.now();
    const duration = Math.min(MOST_MS, OF_INTERVAL * (now - this.lastTime));
    if (isNews) this.lastTime = now;
    const from = this.drawn;
    this.target = target;
    cancelAnimationFrame(this.frame);
    const isAtOnce = duration < LEAST_MS || this.lessMotion.matches || document.hidden;
    if (isAtOnce || from === null || from.labels.length !== target.labels.length) this.drawn = target;
    else this.move(from, target, { start: now, duration });
  }

  /** The next curve begins where it ends. */
  forget(): void {
    cancelAnimationFrame(this.frame);
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
      if (gone < 1) this.frame = requestAnimationFrame(step);
      this.onFrame(this.drawn);
    };
    this.frame = requestAnimationFrame(step);
  }
}
