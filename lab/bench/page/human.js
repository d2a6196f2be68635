/** More than any picture here holds. */
const MOST_FACES = 20;

/** `@vladmandic/human`: face detector and description, all else off. @type {import('./main.js').OpenContender} */
export async function open({ backend, options }) {
  const address = '/peers/@vladmandic/human/dist/human.esm.js';
  const { default: Human } = await import(address);
  const off = { enabled: false };
  const human = new Human({
    backend,
    modelBasePath: '/peers/@vladmandic/human/models/',
    wasmPath: '/tfjs-wasm/',
    warmup: 'none',
    // 0 looks at every frame anew, as face-api does; by default it may repeat the last answer for seconds.
    ...(options === 'own-cache' ? {} : { cacheSensitivity: 0 }),
    debug: false,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: MOST_FACES },
      mesh: off,
      iris: off,
      emotion: off,
      antispoof: off,
      liveness: off,
      description: { enabled: true },
    },
  });
  await human.load();
  await human.tf.ready();
  if (human.tf.getBackend() !== backend) throw new Error(`${human.tf.getBackend()} in place of ${backend}`);
  return {
    look: async (source) => {
      const { face, error } = await human.detect(source);
      if (error) throw new Error(error);
      return face.map((/** @type {{ box: number[], age?: number }} */ { box, age }) => {
        const [x = 0, y = 0, width = 0, height = 0] = box;
        return { box: { x, y, width, height }, age };
      });
    },
    watch: null,
    tensors: () => human.tf.memory().numTensors,
  };
}
