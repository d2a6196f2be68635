import { FaceCurveElement } from './face-curve.ts';

/** Defines `<face-curve>`, unless another copy defined it before or there is no page (in Node). */
export function defineFaceCurve(): void {
  if (typeof customElements === 'undefined') return;
  if (customElements.get('face-curve') === undefined) customElements.define('face-curve', FaceCurveElement);
}
