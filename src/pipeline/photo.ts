import { detectInPhoto } from '../detect/index.ts';
import type { DetectedFace, Frame } from '../types.ts';
import { inTwo } from './in-two.ts';
import type { Partner, SharedPhoto } from '../host/second-worker-client.ts';
import { modelIdentity, type Pipeline } from './pipeline.ts';
import { packEstimate, type SentEstimate, type Wishes } from '../host/protocol.ts';
import { explain, withhold } from './withhold.ts';

/** From this many parts on (regions to look at, faces to read) two workers are faster than one. */
const LEAST_SHARED = 2;
/** A photo of this many parts is worth a second worker. */
const MANY_PARTS = 16;

export interface PhotoEstimates {
  /** Best found first. */
  readonly faces: SentEstimate[];
  /** Whether a second worker would make such a photo faster. */
  readonly hasManyParts: boolean;
}

/** The faces of a photo; the partner, where there is one, does half of the work, and the answer is the same. */
export async function estimatePhoto(
  pipeline: Pipeline,
  frame: Frame,
  { faces: given, attributes, withExplanation }: Wishes & { readonly faces?: readonly DetectedFace[] },
  partner: Partner | null,
): Promise<PhotoEstimates> {
  let mostParts = 0;
  const share = <Part, Result>(
    parts: readonly Part[],
    here: (parts: readonly Part[]) => Promise<readonly Result[]>,
    elsewhere: (partner: Partner, parts: readonly Part[]) => Promise<readonly Result[]>,
  ) => {
    mostParts = Math.max(mostParts, parts.length);
    if (partner === null || parts.length < LEAST_SHARED) return here(parts);
    return inTwo(parts, here, (theirs) => elsewhere(partner, theirs));
  };
  try {
    return await pipeline.whileHeld(frame, async () => {
      // Frames of ours hold bitmaps only.
      const photo: SharedPhoto = { bitmap: frame.bitmap as ImageBitmap, isSpare: pipeline.holds(frame) };
      const wishes: Wishes = { attributes, withExplanation };
      const detect = () => {
        const look = pipeline.lookAt(frame);
        return detectInPhoto(
          (regions) => share(regions, look, (other, theirs) => other.look(photo, theirs)),
          frame,
        );
      };
      const faces = given ?? (await detect());
      const estimates = await share(
        faces,
        (ours) => estimateFaces(pipeline, frame, ours, wishes),
        (other, theirs) => other.read(photo, theirs, wishes),
      );
      return {
        faces: estimates.filter((estimate) => estimate !== null),
        hasManyParts: mostParts >= MANY_PARTS,
      };
    });
  } finally {
    partner?.release();
  }
}

/** The estimate of each face of a frame; null where a face lies beside it. */
export async function estimateFaces(
  pipeline: Pipeline,
  frame: Frame,
  faces: readonly DetectedFace[],
  { attributes, withExplanation }: Wishes,
): Promise<(SentEstimate | null)[]> {
  const found = faces.map((face) => pipeline.view(frame, face));
  const usable = found.filter((seen) => seen?.quality.usable === true);
  const readings = await pipeline.look(
    usable.filter((seen) => seen !== null),
    { explain: withExplanation },
  );
  return found.map((seen) => {
    if (seen === null) return null;
    const { face, quality } = seen;
    const reading = readings[usable.indexOf(seen)] ?? null;
    const curves = withhold(reading, quality, attributes, pipeline.card);
    const maps = reading?.maps;
    return packEstimate({
      id: null,
      ...face,
      quality,
      ...curves,
      model: modelIdentity(pipeline.card),
      ...(maps && { explanation: explain(maps, pipeline.mapToFrame(face, maps.size), curves) }),
    });
  });
}
