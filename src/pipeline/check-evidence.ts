import { evidenceOf } from '../distribution/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { ModelCard } from '../infer/index.ts';

/**
 * Checks that a model has the heads by which its rule for minors decides.
 * @throws FaceCurveError `asset-wrong-type` where a head is missing, or says nothing about minors
 */
export function checkEvidence({ name, heads, minors }: Pick<ModelCard, 'name' | 'heads' | 'minors'>): void {
  for (const evidence of Object.keys(evidenceOf(minors))) {
    const head = heads[evidence];
    if (head === undefined) {
      throw wrongCard(name, `the rule for minors uses the head "${evidence}", which the card does not have`);
    }
    const isYesOrNo = head.first === 0 && head.last === 1 && head.step === 1;
    if (head.unit !== 'years' && !isYesOrNo) {
      throw wrongCard(
        name,
        `the rule for minors uses the head "${evidence}", which gives no ages and no yes or no`,
      );
    }
  }
}

function wrongCard(model: string, problem: string): FaceCurveError {
  const file = `models/${model}/card.json`;
  return new FaceCurveError('asset-wrong-type', `${file}: ${problem}.`, {
    file,
    remedy: 'Name heads of the card in `minors.evidence`: in years, or with the labels 0 and 1.',
  });
}
