/** facecurve as its package is built, with the detector `options`. @type {import('./main.js').OpenContender} */
export async function open({ backend, options }) {
  const address = '/facecurve/esm/index.js';
  /** @type {typeof import('../../../src/index.ts')} */
  const { createEstimator } = await import(address);
  const name = /** @type {import('../../../src/types.ts').BackendName} */ (backend);
  const detector = /** @type {import('../../../src/types.ts').DetectorName} */ (options);
  const estimator = await createEstimator({ backend: name, detector, assets: '/facecurve/assets/' });
  /** @param {readonly import('../../../src/types.ts').FaceEstimate[]} faces */
  const toFaces = (faces) =>
    faces.map(({ box, age }) => ({ box, age: 'withheld' in age ? undefined : age.expectation }));
  return {
    look: async (source) => toFaces(await estimator.estimate(source)),
    watch: (video) => {
      const updates = estimator.watch(video);
      return async () => {
        const { value } = await updates.next();
        if (value === undefined) throw new Error('The video ended.');
        return performance.now() - value.time;
      };
    },
    tensors: () => null,
  };
}
