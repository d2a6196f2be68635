import { isSameFace } from '../detect/index.ts';
import { isStill } from '../track/index.ts';
import type { Frame } from '../types.ts';
import type { FoundFace, Pipeline } from './pipeline.ts';

/** Milliseconds after which the whole frame is searched again: a face that comes in waits no longer. */
const SEARCH_PERIOD = 500;

/** A face in this frame, and as the detector saw it last, which later frames are compared with. */
interface Sighting {
  readonly now: FoundFace;
  readonly held: FoundFace;
}

/**
 * Finds the faces of a video's frames with few looks of the detector. The whole frame is searched twice a second; between,
 * a face whose crop looks the same stays where it was, one that has moved gets a close look around its place, and when a
 * close look finds nothing the whole frame is searched at once. One per watch.
 */
export class FaceSearch {
  private readonly pipeline: Pipeline;
  private held: readonly FoundFace[] = [];
  private searchedAt = Number.NEGATIVE_INFINITY;

  constructor(pipeline: Pipeline) {
    this.pipeline = pipeline;
  }

  /** The faces of the next frame, each with its crop of this frame. */
  async find(frame: Frame): Promise<FoundFace[]> {
    const sightings = (await this.follow(frame)) ?? (await this.search(frame));
    this.held = sightings.map(({ held }) => held);
    return sightings.map(({ now }) => now);
  }

  /** A face that keeps still stays where it was: the detector's points differ a little from look to look, and so would its curve. */
  private async search(frame: Frame): Promise<Sighting[]> {
    this.searchedAt = frame.time;
    const found = await this.pipeline.findInVideo(frame);
    const before = new Set(this.held);
    return found.map((seen) => {
      const same = [...before].find(({ face }) => isSameFace(face, seen.face));
      if (same === undefined) return { now: seen, held: seen };
      before.delete(same);
      return this.stillThere(frame, same) ?? { now: seen, held: seen };
    });
  }

  /** Null where the whole frame has to be searched. */
  private async follow(frame: Frame): Promise<Sighting[] | null> {
    if (this.held.length === 0 || frame.time - this.searchedAt >= SEARCH_PERIOD) return null;
    const still: Sighting[] = [];
    const moved: FoundFace[] = [];
    for (const held of this.held) {
      const sighting = this.stillThere(frame, held);
      if (sighting === null) moved.push(held);
      else still.push(sighting);
    }
    if (moved.length === 0) return still;
    const followed = await this.pipeline.follow(
      frame,
      moved.map(({ face }) => face),
      still.map(({ now }) => now.face),
    );
    return followed && [...still, ...followed.map((seen) => ({ now: seen, held: seen }))];
  }

  private stillThere(frame: Frame, held: FoundFace): Sighting | null {
    const now = this.pipeline.view(frame, held.face);
    return now !== null && isStill(now.appearance, held.appearance) ? { now, held } : null;
  }
}
