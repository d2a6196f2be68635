import type { HeadCurves } from '../distribution/index.ts';
import type { Attribute, FaceEstimate, Frame } from '../types.ts';
import type { ActivationMaps } from './face-reading.ts';
import { type FoundFace, modelIdentity, type Pipeline } from './pipeline.ts';
import { explain, withhold } from './withhold.ts';

/** What each estimate should contain. */
export interface Wishes {
  readonly attributes: readonly Attribute[];
  readonly withExplanation: boolean;
}

/** A found face with all that is known of it. */
export interface KnownFace extends Pick<FoundFace, 'face' | 'quality'> {
  /** Null for a single picture. */
  readonly id: number | null;
  /** Null where the network has not read the face. */
  readonly curves: HeadCurves | null;
  readonly maps: ActivationMaps | undefined;
}

/** Builds the estimate of a face, of a photo and of a video alike: only what may be shown of its curves and maps is in it. */
export function faceEstimate(
  { width, height }: Frame,
  { id, face, quality, curves: known, maps }: KnownFace,
  { attributes, withExplanation }: Wishes,
  pipeline: Pick<Pipeline, 'card' | 'mapToFrame'>,
): FaceEstimate {
  const { card } = pipeline;
  const curves = withhold(known, quality, attributes, card);
  return {
    id,
    frame: { width, height },
    ...face,
    quality,
    ...curves,
    model: modelIdentity(card),
    ...(withExplanation &&
      maps && { explanation: explain(maps, pipeline.mapToFrame(face, maps.size), curves) }),
  };
}
