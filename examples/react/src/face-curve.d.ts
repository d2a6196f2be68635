import type { FaceCurveElement, FaceCurveEventMap } from 'facecurve/element';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type Settings = Partial<
  Pick<
    FaceCurveElement,
    'src' | 'webcam' | 'curves' | 'model' | 'words' | 'view' | 'interval' | 'backend' | 'assets' | 'explain'
  >
>;

type Listeners = {
  [Name in keyof FaceCurveEventMap as `on${Name}`]?: (event: FaceCurveEventMap[Name]) => void;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'face-curve': DetailedHTMLProps<HTMLAttributes<FaceCurveElement>, FaceCurveElement> &
        Settings &
        Listeners;
    }
  }
}
