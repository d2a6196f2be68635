import 'facecurve/react';
import type { FaceCurveElement, FaceCurveResultDetail, OwnWords } from 'facecurve/react';
import { useRef } from 'react';

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
        className="wide"
        src="photo.jpg"
        curves="age attractiveness"
        view="cumulative"
        webcam={isLive}
        interval={100}
        backend="wasm"
        explain
        model={undefined}
        assets={null}
        words={words}
        lang="de"
        onfacecurve-result={({ detail }) => onResult(detail)}
        onfacecurve-error={({ detail }) => console.log(detail.error.remedy)}
      >
        <p slot="empty">No picture.</p>
      </face-curve>
      {/* @ts-expect-error there is no such view */}
      <face-curve view="pie" />
      {/* @ts-expect-error misspelt */}
      <face-curve curvse="age" />
      {/* @ts-expect-error not a number */}
      <face-curve interval="often" />
      {/* @ts-expect-error a switch, not a text */}
      <face-curve webcam="false" />
      {/* @ts-expect-error the detail of a result has no error */}
      <face-curve onfacecurve-result={({ detail }) => console.log(detail.error)} />
      {/* @ts-expect-error there is no such word */}
      <face-curve words={{ useCamra: 'Mirror' }} />
    </>
  );
}
