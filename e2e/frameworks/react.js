import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
  const [curves, setCurves] = useState('age');
  return createElement('face-curve', {
    src: 'photo.jpg',
    backend: 'wasm',
    webcam: true,
    words: { useCamera: 'Mirror' },
    curves,
    'onfacecurve-result': () => setCurves('age attractiveness'),
  });
}

createRoot(document.querySelector('#root')).render(createElement(App));
