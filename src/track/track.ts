import { type LabelDistribution, type MinorsRule, mayBeMinor } from '../distribution/index.ts';
import { type Appearance, isStill } from './appearance.ts';
import { ClearLooks } from './clear-looks.ts';
import { FusedDistribution, sharedMass } from './fused-distribution.ts';
import type { SeenFace } from './match-faces.ts';

/** What one look of the network gave. */
export interface Reading {
  readonly age: LabelDistribution;
  /** Null where the network has learned none. */
  readonly attractiveness: LabelDistribution | null;
}

/** The fused curves; `attractiveness` is null while the face has not been clear of the chance of a minor for long enough. */
export interface FusedReading {
  readonly age: LabelDistribution;
  readonly attractiveness: LabelDistribution | null;
}

/** Looks at every frame until a face has had this many. */
const FIRST_LOOKS = 5;
/** Milliseconds after which a face is looked at again though it is still. */
const STEADY_PERIOD = 200;
/** Curves that share less mass than this are of two people: about 20 years apart. */
const LEAST_SHARED_MASS = 0.1;

/** One face over time: where it was last, and all that was read in it. */
export class Track {
  readonly id: number;
  /** As it was seen last. */
  face: SeenFace;
  /** Milliseconds. */
  seenAt: number;
  /** Frames in a row in which it was not seen. */
  missed = 0;
  private readonly rule: MinorsRule;
  private readonly age = new FusedDistribution();
  private readonly attractiveness = new FusedDistribution();
  private readonly clearLooks = new ClearLooks();
  private looks = 0;
  private lookedAt = 0;
  private lookedAppearance: Appearance | null = null;

  constructor(id: number, face: SeenFace, time: number, rule: MinorsRule) {
    this.id = id;
    this.face = face;
    this.seenAt = time;
    this.rule = rule;
  }

  see(face: SeenFace, time: number): void {
    this.face = face;
    this.seenAt = time;
    this.missed = 0;
  }

  /** Whether the network should look now: a face that is new or has changed, and a still one at a low steady rate. */
  needsLook(time: number): boolean {
    if (this.lookedAppearance === null || this.looks < FIRST_LOOKS) return true;
    if (time - this.lookedAt >= STEADY_PERIOD) return true;
    return !isStill(this.face.appearance, this.lookedAppearance);
  }

  /** Whether a reading is so unlike what was read before that it must be another person's. */
  contradicts({ age }: Reading): boolean {
    const before = this.age.value;
    return before !== null && sharedMass(before, age) < LEAST_SHARED_MASS;
  }

  /** @param weight of the look's quality, above 0 */
  add(reading: Reading, weight: number, time: number): void {
    this.age.add(reading.age, weight, time);
    const fused = this.age.value ?? reading.age;
    const isClear = !mayBeMinor(reading.age, this.rule) && !mayBeMinor(fused, this.rule);
    this.clearLooks.record(isClear, time);
    // What was read in a face that may be a minor's is not even kept.
    if (isClear && reading.attractiveness !== null)
      this.attractiveness.add(reading.attractiveness, weight, time);
    this.looks++;
    this.lookedAt = time;
    this.lookedAppearance = this.face.appearance;
  }

  /** Null before the first look. */
  get reading(): FusedReading | null {
    const age = this.age.value;
    if (age === null) return null;
    return { age, attractiveness: this.clearLooks.areEnough ? this.attractiveness.value : null };
  }
}
