import { type DetectInRegions, detectInPhoto } from '../detect/index.ts';
import type { DetectedFace, FaceEstimate, Frame } from '../types.ts';
import { faceEstimate, type Wishes } from './face-estimate.ts';
import type { FaceReading } from './face-reading.ts';
import { inTwo } from './in-two.ts';
import type { FoundFace, Pipeline } from './pipeline.ts';

/**
 * From this many parts on sharing the work is faster than doing all of it here: faces to read, and regions to search. A helper that
 * has the photo only now has to read and scale it first.
 */
const LEAST_SHARED = { faces: 2, regions: 9 };
/** The same where the helper has the photo already. */
const LEAST_SHARED_AHEAD = { faces: 2, regions: 2 };

/** A photo of this many parts of one kind is worth a helper: the network's time on four faces is half of the photo's. */
const WORTH_A_HELPER = { faces: 4, regions: 16 };

type Kind = keyof typeof LEAST_SHARED;

/** Does parts of the work on one photo somewhere else, with the same results as here. */
export interface PhotoHelper<Result> {
  /** Sends the photo now, if it is likely to be asked for; whether it was sent. The photo is held. */
  readonly sendAhead: () => boolean;
  readonly detect: DetectInRegions;
  /** One result for each face; null where a face lies outside the photo. */
  readonly estimate: (faces: readonly DetectedFace[]) => Promise<readonly (Result | null)[]>;
}

interface PhotoRequest<Result> extends Wishes {
  /** What becomes of each estimate. */
  readonly finish: (estimate: FaceEstimate) => Result;
  readonly helper?: PhotoHelper<Result> | null | undefined;
}

interface PhotoEstimates<Result> {
  /** Best found first. */
  readonly faces: Result[];
  /** Whether it is worth having a helper for photos like this one. */
  readonly isWorthAHelper: boolean;
}

/** A face of a frame, and what the network read in it: null for a face that is not usable, which the network does not see. */
interface ReadFace {
  readonly found: FoundFace;
  readonly reading: FaceReading | null;
}

/** How the two steps of a photo are done. */
interface PhotoSteps<Result> {
  /** Called once the photo is held. */
  readonly begin?: () => void;
  /** Detection in regions as it is to be done, from detection as it is done here. */
  readonly detectWith: (detect: DetectInRegions) => DetectInRegions;
  /** One result for each face, in order; null where a face lies outside the photo. */
  readonly read: (faces: readonly DetectedFace[]) => Promise<readonly (Result | null)[]>;
}

/** Estimates a photo's faces. A helper does half of the work, and the answer is the same to the last bit. */
export async function estimatePhoto<Result>(
  pipeline: Pipeline,
  frame: Frame,
  { finish, helper, ...wishes }: PhotoRequest<Result>,
): Promise<PhotoEstimates<Result>> {
  let isWorthAHelper = false;
  let leastShared = LEAST_SHARED;
  const share = <Part, Result>(
    kind: Kind,
    all: readonly Part[],
    here: (parts: readonly Part[]) => Promise<readonly Result[]>,
    elsewhere: ((parts: readonly Part[]) => Promise<readonly Result[]>) | null | undefined,
  ) => {
    isWorthAHelper ||= all.length >= WORTH_A_HELPER[kind];
    return !elsewhere || all.length < leastShared[kind] ? here(all) : inTwo(all, here, elsewhere);
  };
  const faces = await workOnPhoto(pipeline, frame, {
    begin: () => {
      if (helper?.sendAhead()) leastShared = LEAST_SHARED_AHEAD;
    },
    detectWith: (detect) => (regions, leastScore) =>
      share(
        'regions',
        regions,
        (ours) => detect(ours, leastScore),
        helper && ((theirs) => helper.detect(theirs, leastScore)),
      ),
    read: (all) =>
      share(
        'faces',
        all,
        (ours) => estimateFaces(pipeline, frame, ours, { ...wishes, finish }),
        helper?.estimate,
      ),
  });
  return { faces, isWorthAHelper };
}

/** What the network reads in a photo's faces, before anything is withheld: the way of `estimatePhoto`, for what measures. */
export function readPhoto(
  pipeline: Pipeline,
  frame: Frame,
  { withMaps = false }: { readonly withMaps?: boolean } = {},
): Promise<ReadFace[]> {
  return workOnPhoto(pipeline, frame, {
    detectWith: (detect) => detect,
    read: (all) => readFaces(pipeline, frame, all, withMaps),
  });
}

function workOnPhoto<Result>(
  pipeline: Pipeline,
  frame: Frame,
  { begin, detectWith, read }: PhotoSteps<Result>,
): Promise<Result[]> {
  return pipeline.whileHeld(frame, async () => {
    begin?.();
    const photo = pipeline.regionsOf(frame);
    const search = detectInPhoto({ ...photo, detect: detectWith(photo.detect) }, frame);
    const faces = await search.finally(photo.free);
    const results = await read(faces);
    return results.filter((result) => result !== null);
  });
}

/** The estimate of each of a photo's faces; null where a face lies outside the photo. */
export async function estimateFaces<Result>(
  pipeline: Pipeline,
  frame: Frame,
  faces: readonly DetectedFace[],
  { finish, ...wishes }: Wishes & Pick<PhotoRequest<Result>, 'finish'>,
): Promise<(Result | null)[]> {
  const read = await readFaces(pipeline, frame, faces, wishes.withExplanation);
  return read.map((each) => {
    if (each === null) return null;
    const { found, reading } = each;
    const known = { id: null, ...found, curves: reading?.curves ?? null, maps: reading?.maps };
    return finish(faceEstimate(frame, known, wishes, pipeline));
  });
}

/** The one place where the network reads the faces of a photo: each face's crop, and its curves where it is usable. */
async function readFaces(
  pipeline: Pipeline,
  frame: Frame,
  faces: readonly DetectedFace[],
  withMaps: boolean,
): Promise<(ReadFace | null)[]> {
  const found = faces.map((face) => pipeline.view(frame, face));
  const usable = found.filter((seen) => seen !== null).filter(({ quality }) => quality.usable);
  const readings = await pipeline.infer(usable, { withMaps });
  return found.map((seen) => seen && { found: seen, reading: readings[usable.indexOf(seen)] ?? null });
}
