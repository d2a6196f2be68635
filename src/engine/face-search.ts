import { isSameFace } from '../detect/index.ts';
import { type Appearance, appearanceOf, isStill } from '../track/index.ts';
import type { DetectedFace, Frame } from '../types.ts';
import type { FoundFace, Pipeline } from './pipeline.ts';

/** Milliseconds after which the whole frame is searched again: a face that comes in waits no longer. */
const SEARCH_PERIOD = 500;

/** A face as the detector saw it last, and what its crop looked like then. */
interface HeldFace {
  readonly face: DetectedFace;
  readonly appearance: Appearance;
}

/**
 * Finds the faces of a video's frames with few looks of the detector. The whole frame is searched twice a second; between,
 * a face whose crop looks the same stays where it was, one that has moved gets a close look around its place, and when a
 * close look finds nothing the whole frame is searched at once. One per watch.
 */
export class FaceSearch {
  private readonly pipeline: Pipeline;
  private held: readonly HeldFace[] = [];
  private searchedAt = Number.NEGATIVE_INFINITY;

  constructor(pipeline: Pipeline) {
    this.pipeline = pipeline;
  }

  /** The faces of the next frame, each with its crop of this frame. */
  async find(frame: Frame): Promise<FoundFace[]> {
    return (await this.follow(frame)) ?? this.search(frame);
  }

  private async search(frame: Frame): Promise<FoundFace[]> {
    this.searchedAt = frame.time;
    const found = await this.pipeline.find(frame, 'video');
    const before = new Set(this.held);
    const kept = found.map((seen) => this.keepStill(frame, seen, before));
    this.held = kept.map(({ held }) => held);
    return kept.map(({ view }) => view);
  }

  /**
   * A face that keeps still stays where it was: the detector's points differ a little from look to look, and so would its
   * curve. What was held `before` is taken out of it once it is found again.
   */
  private keepStill(
    frame: Frame,
    seen: FoundFace,
    before: Set<HeldFace>,
  ): { readonly view: FoundFace; readonly held: HeldFace } {
    const same = [...before].find(({ face }) => isSameFace(face, seen.face));
    if (same !== undefined) {
      before.delete(same);
      const view = this.viewIfStill(frame, same);
      if (view !== null) return { view, held: same };
    }
    return { view: seen, held: { face: seen.face, appearance: this.appearanceOf(seen) } };
  }

  /** Null where the whole frame has to be searched. */
  private async follow(frame: Frame): Promise<FoundFace[] | null> {
    if (this.held.length === 0 || frame.time - this.searchedAt >= SEARCH_PERIOD) return null;
    const views = this.held.map((held) => this.viewIfStill(frame, held));
    const moved = this.held.filter((_, index) => views[index] === null);
    if (moved.length === 0) return views.filter((view) => view !== null);
    const still = this.held.filter((_, index) => views[index] !== null);
    const followed = await this.pipeline.follow(
      frame,
      moved.map(({ face }) => face),
      still.map(({ face }) => face),
    );
    if (followed === null) return null;
    this.held = [
      ...still,
      ...followed.map((seen) => ({ face: seen.face, appearance: this.appearanceOf(seen) })),
    ];
    return [...views.filter((view) => view !== null), ...followed];
  }

  private viewIfStill(frame: Frame, { face, appearance }: HeldFace): FoundFace | null {
    const view = this.pipeline.view(frame, face);
    return view !== null && isStill(this.appearanceOf(view), appearance) ? view : null;
  }

  private appearanceOf({ crop }: FoundFace): Appearance {
    return appearanceOf(crop, this.pipeline.card.cropSize);
  }
}
