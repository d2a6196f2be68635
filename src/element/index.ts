import { defineFaceCurve } from './define.ts';

export type { OwnWords, Words } from '../languages/index.ts';
export type {
  FaceCurveErrorDetail,
  FaceCurveEventMap,
  FaceCurveReadyDetail,
  FaceCurveResultDetail,
} from './events.ts';
export { FaceCurveElement } from './face-curve.ts';

defineFaceCurve();
