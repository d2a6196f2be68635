import { createApp, h, ref } from 'vue';

const curves = ref('age');
const words = { useCamera: 'Mirror' };
const onResult = () => {
  curves.value = 'age attractiveness';
};

createApp({
  render: () =>
    h('face-curve', {
      src: 'photo.jpg',
      backend: 'wasm',
      webcam: '',
      words,
      curves: curves.value,
      'onFacecurve-result': onResult,
    }),
}).mount('#root');
