import { FaceCurveError } from '../../src/index.ts';
import type { Explanation, FaceEstimate, SimilarityTransform } from '../../src/types.ts';

/** A face as plain data, which passes from the page to the test. */
export interface PlainFace {
  readonly id: number | null;
  readonly frame: FaceEstimate['frame'];
  readonly box: FaceEstimate['box'];
  readonly keypoints: FaceEstimate['keypoints'];
  readonly quality: FaceEstimate['quality'];
  readonly age: number[] | string;
  readonly attractiveness: number[] | string;
  readonly model: FaceEstimate['model'];
  /** Expectation of the age; null without a curve. */
  readonly expectation: number | null;
  readonly explanation?: {
    readonly size: number;
    readonly toFrame: SimilarityTransform;
    readonly age: number[] | string;
    readonly attractiveness: number[] | string;
  };
}

export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly file: string | undefined;
  readonly remedy: string | undefined;
  readonly cause: string;
}

/** Returns the result of `action`, or the typed error that it throws as plain data. */
export async function orError<Value>(action: () => Promise<Value>): Promise<Value | PlainError> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof FaceCurveError)) throw error;
    const { code, message, file, remedy } = error;
    const cause = String(error.cause);
    return { code, message, file, remedy, cause };
  }
}

export function plain({ explanation, ...face }: FaceEstimate): PlainFace {
  const curve = (value: FaceEstimate['age']) =>
    'withheld' in value ? value.withheld : Array.from(value.probabilities);
  const map = (value: Explanation['age']) => ('withheld' in value ? value.withheld : Array.from(value));
  return {
    id: face.id,
    frame: face.frame,
    box: face.box,
    keypoints: face.keypoints,
    quality: face.quality,
    age: curve(face.age),
    attractiveness: curve(face.attractiveness),
    model: face.model,
    expectation: 'withheld' in face.age ? null : face.age.expectation,
    ...(explanation && {
      explanation: {
        size: explanation.size,
        toFrame: explanation.toFrame,
        age: map(explanation.age),
        attractiveness: map(explanation.attractiveness),
      },
    }),
  };
}

export async function fetchBlob(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}
