import { createElement, useCallback, useState } from 'react-18';
import { createRoot } from 'react-dom-18/client';
// The example of docs/element.md.
import { Face } from './face.tsx';

const words = { useCamera: 'Mirror' };

function App() {
  const [curves, setCurves] = useState('age');
  const onResult = useCallback(() => setCurves('age attractiveness'), []);
  return createElement(Face, { src: 'photo.jpg', curves, words, onResult });
}

createRoot(document.querySelector('#root')).render(createElement(App));
