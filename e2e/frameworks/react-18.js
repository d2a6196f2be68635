import { createElement, useEffect, useRef, useState } from 'react-18';
import { createRoot } from 'react-dom-18/client';

/** React 18 sets attributes only: properties and events go through a ref. */
function App() {
  const element = useRef(null);
  const [curves, setCurves] = useState('age');
  useEffect(() => {
    const { current } = element;
    const hear = () => setCurves('age attractiveness');
    current.words = { useCamera: 'Mirror' };
    current.addEventListener('facecurve-result', hear);
    return () => current.removeEventListener('facecurve-result', hear);
  }, []);
  return createElement('face-curve', { ref: element, src: 'photo.jpg', backend: 'wasm', webcam: '', curves });
}

createRoot(document.querySelector('#root')).render(createElement(App));
