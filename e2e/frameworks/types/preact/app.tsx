import 'facecurve/preact';
import type { FaceCurveElement, FaceCurveResultDetail, OwnWords } from 'facecurve/preact';
import { useRef } from 'preact/hooks';

const words: OwnWords = { useCamera: 'Mirror' };

export function App({
  isLive,
  onResult,
}: {
  isLive: boolean;
  onResult: (detail: FaceCurveResultDetail) => void;
}) {
  const element = useRef<FaceCurveElement>(null);
  return (
    <>
      <face-curve
        ref={element}
        key="face"
        class="wide"
        src="photo.jpg"
        curves="age attractiveness"
        view="cumulative"
        webcam={isLive}
        interval={100}
        words={words}
        lang="de"
        onfacecurve-result={({ detail }) => onResult(detail)}
      />
      {/* @ts-expect-error there is no such view */}
      <face-curve view="pie" />
      {/* @ts-expect-error misspelt */}
      <face-curve curvse="age" />
      {/* @ts-expect-error the detail of a result has no error */}
      <face-curve onfacecurve-result={({ detail }) => console.log(detail.error)} />
    </>
  );
}
