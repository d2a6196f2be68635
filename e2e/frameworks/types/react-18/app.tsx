import 'facecurve/react';
import type { FaceCurveElement, FaceCurveEventMap, FaceCurveResultDetail } from 'facecurve/react';
import { useEffect, useRef } from 'react';

export function App({
  isLive,
  onResult,
}: {
  isLive: boolean;
  onResult: (detail: FaceCurveResultDetail) => void;
}) {
  const element = useRef<FaceCurveElement>(null);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const hear = ({ detail }: FaceCurveEventMap['facecurve-result']) => onResult(detail);
    current.words = { useCamera: 'Mirror' };
    current.addEventListener('facecurve-result', hear);
    return () => current.removeEventListener('facecurve-result', hear);
  }, [onResult]);
  return (
    <>
      <face-curve
        ref={element}
        key="face"
        class="wide"
        src="photo.jpg"
        curves="age attractiveness"
        view="cumulative"
        webcam={isLive || undefined}
        explain=""
        interval={100}
        lang="de"
      />
      {/* @ts-expect-error there is no such view */}
      <face-curve view="pie" />
      {/* @ts-expect-error misspelt */}
      <face-curve curvse="age" />
      {/* @ts-expect-error the attribute "false" switches the camera on */}
      <face-curve webcam={false} />
      {/* @ts-expect-error an object is no attribute */}
      <face-curve words={{ useCamera: 'Mirror' }} />
      {/* @ts-expect-error React 18 hears no event of a custom element */}
      <face-curve onfacecurve-result={() => undefined} />
    </>
  );
}
