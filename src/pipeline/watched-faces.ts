import { FaceTracker, type Track, type TrackRules } from '../track/index.ts';
import type { FaceEstimate, Frame, Quality } from '../types.ts';
import { faceEstimate, type Wishes } from './face-estimate.ts';
import type { ActivationMaps, FaceReading } from './face-reading.ts';
import { FaceSearch } from './face-search.ts';
import type { Pipeline } from './pipeline.ts';
import { isShownOfEverybody } from './withhold.ts';

export interface WatchedFrame extends Wishes {
  readonly frame: Frame;
}

/** The faces of one watch over time: which face is which, and what was read in each. */
export class WatchedFaces {
  private readonly pipeline: Pipeline;
  private readonly search: FaceSearch;
  private readonly tracker: FaceTracker;
  private readonly maps = new WeakMap<Track, ActivationMaps>();

  constructor(pipeline: Pipeline, firstId: number) {
    this.pipeline = pipeline;
    this.search = new FaceSearch(pipeline);
    const { heads, minors } = pipeline.card;
    const rules: TrackRules = {
      minors,
      isForEverybody: isShownOfEverybody,
      // A person's age is the same in every frame.
      tellsPeopleApart: (head) => heads[head]?.unit === 'years',
    };
    this.tracker = new FaceTracker(rules, firstId);
  }

  /** Estimates the faces of the next frame: the network reads the faces that need it, and all get their fused curves. */
  async estimate({ frame, ...wishes }: WatchedFrame): Promise<FaceEstimate[]> {
    const { withExplanation } = wishes;
    const found = await this.search.find(frame);
    const { time } = frame;
    const seen = found.map(({ face, appearance }) => ({ ...face, appearance }));
    const tracks = this.tracker.update(seen, time);
    const due = [...found.entries()].filter(([index, { quality }]) => {
      const track = tracks[index];
      if (track === undefined || !quality.usable) return false;
      return track.needsInference(time) || (withExplanation && !this.maps.has(track));
    });
    const readings = await this.pipeline.infer(
      due.map(([, face]) => face),
      { withMaps: withExplanation },
    );
    due.forEach(([index, { quality }], place) => {
      const track = tracks[index];
      const reading = readings[place];
      if (track === undefined || reading === undefined) return;
      tracks[index] = this.add(track, reading, { weight: readingWeight(quality), time });
    });
    return found.flatMap((face, index) => {
      const track = tracks[index];
      if (track === undefined) return [];
      const known = { id: track.id, ...face, curves: track.curves, maps: this.maps.get(track) };
      return [faceEstimate(frame, known, wishes, this.pipeline)];
    });
  }

  /** The track that the reading now belongs to: a new one if it is another person's. */
  private add(
    track: Track,
    { curves, maps }: FaceReading,
    { weight, time }: { readonly weight: number; readonly time: number },
  ): Track {
    const owner = track.contradicts(curves) ? this.tracker.renew(track) : track;
    owner.add(curves, weight, time);
    if (maps !== undefined) this.maps.set(owner, maps);
    return owner;
  }
}

/** Pixels between the eyes from which a face has all the detail that the network sees. */
const FULL_EYE_DISTANCE = 33;

/** How much a reading of a usable face counts: less where the face is small or turned, never nothing. */
function readingWeight({ eyeDistance, yaw }: Quality): number {
  const size = Math.min(1, eyeDistance / FULL_EYE_DISTANCE);
  const front = Math.max(0, Math.cos((yaw * Math.PI) / 180));
  return Math.max(0.1, size * front * front);
}
