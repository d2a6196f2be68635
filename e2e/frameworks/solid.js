import { createSignal } from 'solid-js';
import h from 'solid-js/h';
import { render } from 'solid-js/web';

const [curves, setCurves] = createSignal('age');
const words = { useCamera: 'Mirror' };

render(
  () =>
    h('face-curve', {
      src: 'photo.jpg',
      backend: 'wasm',
      webcam: true,
      words: () => words,
      curves,
      'on:facecurve-result': () => setCurves('age attractiveness'),
    }),
  document.querySelector('#root'),
);
