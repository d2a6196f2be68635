import { FaceTracker, type Track } from '../track/index.ts';
import type { DetectedFace, FaceEstimate, Frame, Quality } from '../types.ts';
import { faceEstimate, type Wishes } from './face-estimate.ts';
import { FaceSearch } from './face-search.ts';
import type { ActivationMaps, FaceReading, Pipeline } from './pipeline.ts';

export interface WatchedFrame extends Wishes {
  readonly frame: Frame;
  /** Where the page has to detect. */
  readonly faces: readonly DetectedFace[] | undefined;
}

/** The faces of one watch over time: who is who, and what was read in each. */
export class WatchedFaces {
  private readonly pipeline: Pipeline;
  private readonly search: FaceSearch;
  private readonly tracker: FaceTracker;
  private readonly maps = new WeakMap<Track, ActivationMaps>();

  constructor(pipeline: Pipeline, firstId: number) {
    this.pipeline = pipeline;
    this.search = new FaceSearch(pipeline);
    this.tracker = new FaceTracker(pipeline.card.minors, firstId);
  }

  /** The network looks at the faces that need it; all get their fused curves. */
  async see({ frame, faces, ...wishes }: WatchedFrame): Promise<FaceEstimate[]> {
    const { withExplanation } = wishes;
    const found =
      faces === undefined ? await this.search.find(frame) : await this.pipeline.findInVideo(frame, faces);
    const { time } = frame;
    const seen = found.map(({ face, appearance }) => ({ ...face, appearance }));
    const tracks = this.tracker.update(seen, time);
    const due = [...found.entries()].filter(([index, { quality }]) => {
      const track = tracks[index];
      if (track === undefined || !quality.usable) return false;
      return track.needsLook(time) || (withExplanation && !this.maps.has(track));
    });
    const readings = await this.pipeline.infer(
      due.map(([, face]) => face),
      { withMaps: withExplanation },
    );
    due.forEach(([index], place) => {
      const track = tracks[index];
      const reading = readings[place];
      if (track !== undefined && reading !== undefined) tracks[index] = this.add(track, reading, time);
    });
    return found.flatMap((face, index) => {
      const track = tracks[index];
      if (track === undefined) return [];
      const known = { id: track.id, ...face, curves: track.reading, maps: this.maps.get(track) };
      return [faceEstimate(known, wishes, this.pipeline)];
    });
  }

  /** The track that the reading now belongs to: a new one if it is another person's. */
  private add(track: Track, reading: FaceReading, time: number): Track {
    const owner = track.contradicts(reading) ? this.tracker.renew(track) : track;
    owner.add(reading, lookWeight(reading.quality), time);
    if (reading.maps !== undefined) this.maps.set(owner, reading.maps);
    return owner;
  }
}

/** Pixels between the eyes from which a face has all the detail that the network sees. */
const FULL_EYE_DISTANCE = 33;

/** How much a look at a usable face counts: less where it is small or turned, never nothing. */
export function lookWeight({ eyeDistance, yaw }: Quality): number {
  const size = Math.min(1, eyeDistance / FULL_EYE_DISTANCE);
  const front = Math.max(0, Math.cos((yaw * Math.PI) / 180));
  return Math.max(0.1, size * front * front);
}
