import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const settings = { src: 'photo.jpg', backend: 'wasm', webcam: true, words: { useCamera: 'Mirror' } };
const element = createElement('face-curve', { ...settings, attributes: 'age attractiveness' });
createRoot(document.querySelector('#root')).render(element);
