import type { FaceCurveElement } from '../element/index.ts';
import type { Listeners, Properties } from '../element/markup.ts';

export * from '../element/index.ts';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'face-curve': HTMLAttributes<FaceCurveElement> & Properties & Listeners<'on:'>;
    }
  }
}
