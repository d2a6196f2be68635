import { version } from '../../package.json';
import type { EstimatorInfo, FaceEstimate, LabelDistribution, SavedCurve, Withheld } from '../index.ts';
import { type Attribute, ofEachAttribute, type PictureSize } from '../types.ts';

const NOT_ASKED: Withheld = { withheld: 'not-asked' };

/** A face and the size of the picture that it was found in. */
export interface ShownFace {
  readonly face: FaceEstimate;
  readonly picture: PictureSize;
}

/** The file of "Save the numbers"; `docs/saved-result.md` describes each field. */
export interface SavedResult extends Pick<EstimatorInfo, 'backend' | 'model'> {
  readonly format: 'facecurve-result';
  readonly formatVersion: 1;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Version of facecurve. */
  readonly facecurve: string;
  readonly picture: { readonly width: number; readonly height: number };
  readonly face: Omit<FaceEstimate, Attribute | 'model' | 'frame' | 'explanation'> &
    Readonly<Record<Attribute, SavedCurve | Withheld>>;
}

export interface SavedResultDetails extends Pick<EstimatorInfo, 'backend' | 'model'> {
  readonly time: Date;
  /** False leaves out the votes, because they were not switched on. */
  readonly withVotes: boolean;
}

export function savedResult(
  { face, picture }: ShownFace,
  { time, backend, model, withVotes }: SavedResultDetails,
): SavedResult {
  const { id, box, keypoints, score, quality } = face;
  return {
    format: 'facecurve-result',
    formatVersion: 1,
    time: time.toISOString(),
    facecurve: version,
    model,
    backend,
    picture: { width: picture.width, height: picture.height },
    face: {
      id,
      box,
      keypoints,
      score,
      quality,
      ...ofEachAttribute((attribute) =>
        attribute === 'attractiveness' && !withVotes ? NOT_ASKED : savedCurve(face[attribute]),
      ),
    },
  };
}

function savedCurve(curve: LabelDistribution | Withheld): SavedCurve | Withheld {
  return 'withheld' in curve ? curve : curve.toJSON();
}
