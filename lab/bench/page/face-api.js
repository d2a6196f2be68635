/** `@vladmandic/face-api`: tiny face detector at `options` pixels, and age. @type {import('./main.js').OpenContender} */
export async function open({ backend, options }) {
  const address = '/peers/@vladmandic/face-api/dist/face-api.esm.js';
  const faceapi = await import(address);
  const { tf, nets } = faceapi;
  if (backend === 'wasm') tf.setWasmPaths('/tfjs-wasm/');
  if (tf.findBackendFactory(backend) == null) throw new Error(`${backend} is not in its bundle`);
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`${tf.getBackend()} in place of ${backend}`);
  const models = '/peers/@vladmandic/face-api/model/';
  await Promise.all([nets.tinyFaceDetector.load(models), nets.ageGenderNet.load(models)]);
  const detector = new faceapi.TinyFaceDetectorOptions({ inputSize: Number(options), scoreThreshold: 0.3 });
  return {
    look: async (source) => {
      const faces = await faceapi.detectAllFaces(source, detector).withAgeAndGender();
      return faces.map(
        (/** @type {{ detection: { box: import('./main.js').Box }, age: number }} */ { detection, age }) => {
          const { x, y, width, height } = detection.box;
          return { box: { x, y, width, height }, age };
        },
      );
    },
    watch: null,
    tensors: () => tf.memory().numTensors,
  };
}
