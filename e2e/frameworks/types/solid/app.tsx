import 'facecurve/solid';
import type { FaceCurveElement, FaceCurveResultDetail, OwnWords } from 'facecurve/solid';
import { createSignal } from 'solid-js';

const words: OwnWords = { useCamera: 'Mirror' };

export function App(props: { onResult: (detail: FaceCurveResultDetail) => void }) {
  const [isLive] = createSignal(false);
  let element: FaceCurveElement | undefined;
  return (
    <>
      <face-curve
        ref={element}
        class="wide"
        src="photo.jpg"
        curves="age attractiveness"
        view="cumulative"
        webcam={isLive()}
        interval={100}
        words={words}
        lang="de"
        on:facecurve-result={({ detail }) => props.onResult(detail)}
      />
      {/* @ts-expect-error there is no such view */}
      <face-curve view="pie" />
      {/* @ts-expect-error misspelt */}
      <face-curve curvse="age" />
      {/* @ts-expect-error the detail of a result has no error */}
      <face-curve on:facecurve-result={({ detail }) => console.log(detail.error)} />
    </>
  );
}
