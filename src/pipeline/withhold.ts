import { type LabelDistribution, mayBeMinor } from '../distribution/index.ts';
import type { ModelCard } from '../infer/index.ts';
import type { Attribute, Explanation, FaceEstimate, Quality, SimilarityTransform } from '../types.ts';
import type { ActivationMaps } from './pipeline.ts';

export type Curves = Pick<FaceEstimate, 'age' | 'attractiveness'>;

/**
 * What is known of a face. `attractiveness` is null where the face was watched and may have been a minor's not long ago, and
 * where the model has learned none.
 */
export interface KnownCurves {
  readonly age: LabelDistribution;
  readonly attractiveness: LabelDistribution | null;
}

/**
 * What of the network's curves may be shown; `known` is null for a face that the network was not shown. The one place where
 * attractiveness is let through, and it needs a usable face whose age curve leaves no real chance of a minor: no option
 * reaches this decision, and what it withholds leaves the worker in no form.
 */
export function withhold(
  known: KnownCurves | null,
  { usable }: Quality,
  attributes: readonly Attribute[],
  card: Pick<ModelCard, 'heads' | 'minors'>,
): Curves {
  return {
    age: wants(attributes, 'age')
      ? usable && known !== null
        ? known.age
        : { withheld: 'not-usable' }
      : { withheld: 'not-asked' },
    attractiveness: wants(attributes, 'attractiveness')
      ? attractivenessOrReason(usable ? known : null, card)
      : { withheld: 'not-asked' },
  };
}

/** Attributes come in a message, which anything may stand in. */
function wants(attributes: readonly Attribute[], attribute: Attribute): boolean {
  return Array.isArray(attributes) && attributes.includes(attribute);
}

function attractivenessOrReason(
  known: KnownCurves | null,
  { heads, minors }: Pick<ModelCard, 'heads' | 'minors'>,
): Curves['attractiveness'] {
  if (heads.attractiveness === undefined) return { withheld: 'not-in-model' };
  if (known === null) return { withheld: 'not-usable' };
  const { age, attractiveness } = known;
  if (attractiveness === null || mayBeMinor(age, minors)) return { withheld: 'may-be-minor' };
  return attractiveness;
}

/** The maps of the curves that are shown; in the place of the others the reason why they are not. */
export function explain(
  maps: ActivationMaps,
  toFrame: SimilarityTransform,
  { age, attractiveness }: Curves,
): Explanation {
  return {
    size: maps.size,
    toFrame,
    age: 'withheld' in age ? age : maps.age,
    attractiveness:
      'withheld' in attractiveness ? attractiveness : (maps.attractiveness ?? { withheld: 'not-in-model' }),
  };
}
