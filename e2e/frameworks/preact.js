import { h, render } from 'preact';
import { useState } from 'preact/hooks';

const words = { useCamera: 'Mirror' };

function App() {
  const [curves, setCurves] = useState('age');
  return h('face-curve', {
    src: 'photo.jpg',
    backend: 'wasm',
    webcam: true,
    words,
    curves,
    'onfacecurve-result': () => setCurves('age attractiveness'),
  });
}

render(h(App), document.querySelector('#root'));
