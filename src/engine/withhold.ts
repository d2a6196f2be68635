import { type LabelDistribution, mayBeMinor } from '../distribution/index.ts';
import type { ModelCard } from '../infer/index.ts';
import type { Attribute, FaceEstimate, Quality, Withheld } from '../types.ts';

export type Curves = Pick<FaceEstimate, 'age' | 'attractiveness'>;

/**
 * What of the network's curves may be shown. The one place where attractiveness is let through, and it needs a usable
 * face whose age curve leaves no real chance of a minor: no option reaches this decision.
 */
export function withhold(
  read: { readonly age: LabelDistribution; readonly attractiveness: LabelDistribution },
  quality: Quality,
  attributes: readonly Attribute[],
  minors: ModelCard['minors'],
): Curves {
  return {
    age: attributes.includes('age') ? ageOrReason(read.age, quality) : { withheld: 'not-asked' },
    attractiveness: attributes.includes('attractiveness')
      ? attractivenessOrReason(read, quality, minors)
      : { withheld: 'not-asked' },
  };
}

function ageOrReason(age: LabelDistribution, quality: Quality): LabelDistribution | Withheld {
  return quality.usable ? age : { withheld: 'not-usable' };
}

function attractivenessOrReason(
  read: { readonly age: LabelDistribution; readonly attractiveness: LabelDistribution },
  quality: Quality,
  minors: ModelCard['minors'],
): LabelDistribution | Withheld {
  if (!quality.usable) return { withheld: 'not-usable' };
  return mayBeMinor(read.age, minors) ? { withheld: 'may-be-minor' } : read.attractiveness;
}
