import { LabelDistribution, type SavedCurve } from '../distribution/index.ts';
import { FaceCurveError } from '../errors.ts';
import {
  type Attribute,
  type FaceEstimate,
  type ModelIdentity,
  ofEachAttribute,
  type PictureSize,
  type Withheld,
} from '../types.ts';

/** A face as `JSON.stringify` writes it: the face of a saved result, with its model, without the explanation. */
export type SavedFace = Omit<FaceEstimate, Attribute | 'explanation'> &
  Readonly<Record<Attribute, SavedCurve | Withheld>>;

/** The part of a saved result that holds a face. */
interface SavedFile {
  readonly face: Omit<SavedFace, 'model' | 'frame'>;
  readonly model: ModelIdentity;
  readonly picture: PictureSize;
}

/** For a face that was saved before faces had the size of their frame. */
const UNKNOWN: PictureSize = { width: 0, height: 0 };

/** Lets `JSON.stringify` write the face as a `SavedFace`. The method is hidden, since cloning a face would fail on it. */
export function withJson(face: FaceEstimate): FaceEstimate {
  const { explanation, ...saved } = face;
  return Object.defineProperty(face, 'toJSON', { value: () => saved });
}

/**
 * Makes a face of what `JSON.parse` gives for a face, or for a saved result.
 * @throws FaceCurveError `argument-invalid`
 */
export function readFace(saved: unknown): FaceEstimate {
  try {
    const { face, model, picture } = saved as SavedFile;
    const whole: SavedFace =
      face === undefined
        ? { ...(saved as SavedFace), frame: (saved as SavedFace).frame ?? UNKNOWN }
        : { ...face, frame: picture, model };
    return withJson({ ...whole, ...ofEachAttribute((attribute) => readCurve(whole[attribute])) });
  } catch (cause) {
    throw new FaceCurveError('argument-invalid', 'saved: the value is no saved face.', {
      remedy: 'Pass what JSON.parse gives for a face, or for a saved result.',
      cause,
    });
  }
}

function readCurve(curve: SavedCurve | Withheld): LabelDistribution | Withheld {
  return 'withheld' in curve ? curve : new LabelDistribution(curve.labels, curve.probabilities);
}
