import { type HeadCurves, type LabelDistribution, mayBeMinor } from '../distribution/index.ts';
import type { ModelCard } from '../infer/index.ts';
import {
  type Attribute,
  type Explanation,
  type FaceEstimate,
  ofEachAttribute,
  type Quality,
  type SimilarityTransform,
  type Withheld,
} from '../types.ts';
import type { ActivationMaps } from './face-reading.ts';

/** What is said about a face. */
export type Curves = Pick<FaceEstimate, Attribute>;

/**
 * Whose curve of a head is shown: of each usable face, or only of adults. This list is the one place where a head is let
 * through: a head that is not in it, such as one that only the rule for minors uses, is never shown.
 */
const SHOWN_OF: Readonly<Record<Attribute, 'everybody' | 'adults'>> = {
  age: 'everybody',
  attractiveness: 'adults',
};

/** True for a head whose curve may be kept and shown while the face may be a minor's. */
export function isShownOfEverybody(head: string): boolean {
  return Object.entries(SHOWN_OF).some(([name, whose]) => name === head && whose === 'everybody');
}

/** What of a face's curves may be shown, and by which rule. */
interface Decision {
  /** The curves that are known; null for a face that the network has not read, and for one that is not usable. */
  readonly known: HeadCurves | null;
  readonly attributes: readonly Attribute[];
  readonly card: Pick<ModelCard, 'heads' | 'minors'>;
}

/**
 * What of the network's curves may be shown. Attractiveness needs a usable face whose curves leave no real chance of a
 * minor: no option reaches this decision, and a curve that is withheld leaves the worker in no form.
 * @param known null for a face that the network has not read; while a face is watched, a curve is missing that needs an
 * adult and was not clear for long enough
 */
export function withhold(
  known: HeadCurves | null,
  { usable }: Quality,
  attributes: readonly Attribute[],
  card: Pick<ModelCard, 'heads' | 'minors'>,
): Curves {
  const decision = { known: usable ? known : null, attributes, card };
  return ofEachAttribute((attribute) => curveOrReason(attribute, decision));
}

function curveOrReason(
  attribute: Attribute,
  { known, attributes, card }: Decision,
): LabelDistribution | Withheld {
  if (!wants(attributes, attribute)) return { withheld: 'not-asked' };
  if (card.heads[attribute] === undefined) return { withheld: 'not-in-model' };
  if (known === null) return { withheld: 'not-usable' };
  const isForAdults = SHOWN_OF[attribute] === 'adults';
  const curve = known[attribute];
  if (curve === undefined || (isForAdults && mayBeMinor(known, card.minors))) {
    return { withheld: 'may-be-minor' };
  }
  return curve;
}

/** Attributes come in a message, so they can be anything. */
function wants(attributes: readonly Attribute[], attribute: Attribute): boolean {
  return Array.isArray(attributes) && attributes.includes(attribute);
}

/** The maps of the curves that are shown; instead of the others the reason why they are withheld. */
export function explain(
  { size, heads }: ActivationMaps,
  toFrame: SimilarityTransform,
  curves: Curves,
): Explanation {
  const mapOrReason = (attribute: Attribute): Float32Array | Withheld => {
    const curve = curves[attribute];
    return 'withheld' in curve ? curve : (heads[attribute] ?? { withheld: 'not-in-model' });
  };
  return { size, toFrame, ...ofEachAttribute(mapOrReason) };
}
