import { isSameFace } from '../detect/index.ts';
import { isStill } from '../track/index.ts';
import type { Frame } from '../types.ts';
import type { FoundFace, Pipeline } from './pipeline.ts';

/** Milliseconds after which the whole frame is searched again: a new face waits no longer than this. */
const SEARCH_PERIOD = 500;

/** A face of a video. */
interface FollowedFace {
  /** In this frame. */
  readonly now: FoundFace;
  /** As last detected: later frames are compared with it. */
  readonly held: FoundFace;
}

/**
 * Finds the faces of a video's frames with few detections. The whole frame is searched twice a second. In between, a face
 * whose crop looks the same keeps its place, and a face that has moved is detected again in a close-up around its place.
 * When the close-up shows no face, the whole frame is searched at once. One per watch.
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
    const faces = (await this.follow(frame)) ?? (await this.search(frame));
    this.held = faces.map(({ held }) => held);
    return faces.map(({ now }) => now);
  }

  /** A still face keeps its place: keypoints differ a little between detections, and its curve would differ too. */
  private async search(frame: Frame): Promise<FollowedFace[]> {
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
  private async follow(frame: Frame): Promise<FollowedFace[] | null> {
    if (this.held.length === 0 || frame.time - this.searchedAt >= SEARCH_PERIOD) return null;
    const still: FollowedFace[] = [];
    const moved: FoundFace[] = [];
    for (const held of this.held) {
      const followed = this.stillThere(frame, held);
      if (followed === null) moved.push(held);
      else still.push(followed);
    }
    if (moved.length === 0) return still;
    const followed = await this.pipeline.follow(
      frame,
      moved.map(({ face }) => face),
      still.map(({ now }) => now.face),
    );
    return followed && [...still, ...followed.map((seen) => ({ now: seen, held: seen }))];
  }

  private stillThere(frame: Frame, held: FoundFace): FollowedFace | null {
    const now = this.pipeline.view(frame, held.face);
    return now !== null && isStill(now.appearance, held.appearance) ? { now, held } : null;
  }
}
