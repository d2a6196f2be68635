import type { Attribute, BackendChoice, ModelName } from '../types.ts';
import type { CurveView } from '../view/index.ts';

/** What an estimator is made with. */
export interface EstimatorSettings {
  readonly assets: string | null;
  readonly backend: BackendChoice;
  readonly model: ModelName;
  readonly attributes: readonly Attribute[];
}

/** The words of the `attributes` attribute, age alone where there is none. What they may be is checked by the estimator. */
export function attributesIn(list: string): Attribute[] {
  const names = new Set(list.split(/\s+/).filter((name) => name !== ''));
  return names.size === 0 ? ['age'] : ([...names] as Attribute[]);
}

/** A view that there is none of is the histogram. */
export function viewIn(view: string): CurveView {
  return view === 'cumulative' ? 'cumulative' : 'histogram';
}
