import {
  evidenceOf,
  type HeadCurves,
  type LabelDistribution,
  type MinorsRule,
  mayBeMinor,
  overlap,
} from '../distribution/index.ts';
import { type Appearance, isStill } from './appearance.ts';
import { ClearReadings } from './clear-readings.ts';
import { FusedDistribution } from './fused-distribution.ts';
import type { SeenFace } from './match-faces.ts';

/** What the curves of a face mean while it is tracked. */
export interface TrackRules {
  readonly minors: MinorsRule;
  /** True for a head whose curve may be kept while the face may be a minor's. */
  readonly isForEverybody: (head: string) => boolean;
  /** True for a head whose curves tell people apart: of one person they always overlap. */
  readonly tellsPeopleApart: (head: string) => boolean;
}

/** Runs the network on every frame until a face has this many readings. */
const FIRST_READINGS = 5;
/** Milliseconds after which a face is read again though it is still. */
const STEADY_PERIOD = 200;
/** Curves that overlap less than this are of two people: ages about 20 years apart. */
const LEAST_OVERLAP = 0.1;

/** One face over time: where it was last, and all that was read in it. */
export class Track {
  readonly id: number;
  /** As it was seen last. */
  face: SeenFace;
  /** Milliseconds. */
  seenAt: number;
  /** Frames in a row in which it was not seen. */
  missed = 0;
  private readonly rules: TrackRules;
  /** By head. */
  private readonly fused = new Map<string, FusedDistribution>();
  private readonly clearReadings = new ClearReadings();
  private readings = 0;
  private readAt = 0;
  private readAppearance: Appearance | null = null;

  constructor(id: number, face: SeenFace, time: number, rules: TrackRules) {
    this.id = id;
    this.face = face;
    this.seenAt = time;
    this.rules = rules;
  }

  see(face: SeenFace, time: number): void {
    this.face = face;
    this.seenAt = time;
    this.missed = 0;
  }

  /** Whether the network should read the face now: a new or changed face on every frame, a still one at a low steady rate. */
  needsInference(time: number): boolean {
    if (this.readAppearance === null || this.readings < FIRST_READINGS) return true;
    if (time - this.readAt >= STEADY_PERIOD) return true;
    return !isStill(this.face.appearance, this.readAppearance);
  }

  /** Whether a reading is so unlike the readings before that it must be another person's. */
  contradicts(curves: HeadCurves): boolean {
    return Object.entries(curves).some(([head, curve]) => {
      const before = this.rules.tellsPeopleApart(head) ? this.fused.get(head)?.value : null;
      return before != null && overlap(before, curve) < LEAST_OVERLAP;
    });
  }

  /** @param weight of the reading's quality, above 0 */
  add(curves: HeadCurves, weight: number, time: number): void {
    const isGuarded = (head: string) => this.isGuarded(head);
    const heads = Object.keys(curves);
    this.fuse(
      curves,
      heads.filter((head) => !isGuarded(head)),
      { weight, time },
    );
    const { minors } = this.rules;
    const isClear = !mayBeMinor(curves, minors) && !mayBeMinor(this.fusedCurves(), minors);
    this.clearReadings.record(isClear, time);
    // Guarded curves of a face that may be a minor's are not even kept.
    if (isClear) this.fuse(curves, heads.filter(isGuarded), { weight, time });
    this.readings++;
    this.readAt = time;
    this.readAppearance = this.face.appearance;
  }

  /** The fused curves; the guarded ones only while the face has been clear for long enough. Null before the first reading. */
  get curves(): HeadCurves | null {
    if (this.readings === 0) return null;
    const { areEnough } = this.clearReadings;
    const shown = Object.entries(this.fusedCurves()).filter(([head]) => areEnough || !this.isGuarded(head));
    return Object.fromEntries(shown);
  }

  /** A head whose curves are kept only while the face is clear of the chance of a minor. The rule for minors needs its own heads. */
  private isGuarded(head: string): boolean {
    const { minors, isForEverybody } = this.rules;
    return !isForEverybody(head) && !Object.hasOwn(evidenceOf(minors), head);
  }

  private fuse(
    curves: HeadCurves,
    heads: readonly string[],
    { weight, time }: { readonly weight: number; readonly time: number },
  ): void {
    for (const head of heads) {
      const curve = curves[head];
      if (curve === undefined) continue;
      const fused = this.fused.get(head) ?? new FusedDistribution();
      this.fused.set(head, fused);
      fused.add(curve, weight, time);
    }
  }

  private fusedCurves(): HeadCurves {
    const curves: Record<string, LabelDistribution> = {};
    for (const [head, { value }] of this.fused) {
      if (value !== null) curves[head] = value;
    }
    return curves;
  }
}
