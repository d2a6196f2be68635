/** @typedef {import('../page/plain-face.ts').PlainFace} PlainFace */
/** @typedef {import('../page/engines.ts').GoldenReading} GoldenReading */

/**
 * The outcome of one backend in one thread of one engine.
 * @typedef {object} RunOutcome
 * @property {string} engine with what differs from how it is shipped
 * @property {import('./session.mjs').Run} run
 * @property {GoldenReading} [reading]
 * @property {string} [absent] why this engine has no such thing
 * @property {string} [failed] what went wrong
 */

/**
 * The outcome of the element or of the visit without a network.
 * @typedef {object} VisitOutcome
 * @property {string} engine
 * @property {'element' | 'offline'} what
 * @property {{shown: string, bars: number}} [seen]
 * @property {string} [failed]
 */

/** @typedef {{name: string, version: string}} EngineVersion */

/** Allowed differences from Chromium of a probability, and of an expectation in years. */
export const LARGEST = { probability: 1e-4, years: 0.01 };

/** Bars of a whole age curve. */
const AGES = 101;

/**
 * Returns the largest difference of any probability of any curve, and of any expectation of an age. The difference is
 * infinite if one engine has faces or curves that the other one lacks.
 * @param {GoldenReading} reading
 * @param {GoldenReading} reference
 */
export function differenceOf(reading, reference) {
  const worst = { probability: 0, years: 0 };
  for (const [name, expected] of Object.entries(reference.pictures)) {
    const faces = reading.pictures[name] ?? [];
    if (faces.length !== expected.length)
      return { probability: Number.POSITIVE_INFINITY, years: Number.POSITIVE_INFINITY };
    expected.forEach((face, index) => {
      const other = /** @type {PlainFace} */ (faces[index]);
      const curves = /** @type {const} */ (['age', 'attractiveness']).map((head) =>
        farthest(face[head], other[head]),
      );
      worst.probability = Math.max(worst.probability, ...curves);
      worst.years = Math.max(
        worst.years,
        Math.abs((face.expectation ?? Number.NaN) - (other.expectation ?? Number.NaN)),
      );
    });
  }
  return worst;
}

/** @param {number[] | string} curve @param {number[] | string} other each the reason where there is no curve */
function farthest(curve, other) {
  if (typeof curve === 'string' || typeof other === 'string')
    return curve === other ? 0 : Number.POSITIVE_INFINITY;
  return Math.max(
    ...curve.map((value, index) => Math.abs(value - (other[index] ?? Number.POSITIVE_INFINITY))),
  );
}

/**
 * Chromium's WebAssembly in a worker, with the same detector: the two detectors differ by more than engines do.
 * @param {GoldenReading} reading
 * @param {readonly RunOutcome[]} runs
 */
function referenceOf({ info: { detector } }, runs) {
  return runs.find(
    ({ engine, run: [backend, host], reading }) =>
      engine === 'Chromium' &&
      backend === 'wasm' &&
      host === 'worker' &&
      reading?.info.detector.name === detector.name,
  )?.reading;
}

/**
 * Says what is wrong with an outcome; undefined if nothing is. A feature that an engine lacks is not wrong.
 * @param {RunOutcome} outcome
 * @param {readonly RunOutcome[]} runs
 */
export function problemOfRun({ reading, absent, failed, run: [backend] }, runs) {
  if (failed !== undefined) return failed;
  // Every browser has WebAssembly.
  if (reading === undefined) return backend === 'wasm' ? absent : undefined;
  const reference = referenceOf(reading, runs);
  if (reference === undefined) return 'nothing to compare with';
  const { probability, years } = differenceOf(reading, reference);
  // In this form NaN is a problem too.
  if (probability <= LARGEST.probability && years <= LARGEST.years) return undefined;
  return `off by ${probability.toFixed(4)} and ${years.toFixed(2)} years`;
}

/** @param {VisitOutcome} outcome @param {readonly VisitOutcome[]} visits */
export function problemOfVisit({ what, seen, failed }, visits) {
  if (seen === undefined) return failed;
  const reference = visits.find((visit) => visit.engine === 'Chromium' && visit.what === what)?.seen;
  if (seen.bars === AGES && seen.shown === reference?.shown) return undefined;
  return `shows ${seen.shown || 'nothing'} with ${seen.bars} bars, Chromium ${reference?.shown ?? 'nothing'}`;
}

/**
 * Builds the tables of docs/browsers.md.
 * @param {{engines: readonly EngineVersion[], runs: readonly RunOutcome[], visits: readonly VisitOutcome[]}} outcomes
 */
export function tables({ engines, runs, visits }) {
  const visitOf = (/** @type {string} */ engine, /** @type {'element' | 'offline'} */ what) => {
    const visit = visits.find((each) => each.engine === engine && each.what === what);
    if (visit === undefined) return 'not run: only WebGL and WebGPU differ in this variant';
    const problem = problemOfVisit(visit, visits);
    return problem === undefined ? `works, shows ${visit.seen?.shown}` : `fails: ${problem}`;
  };
  return [
    '| engine | version | the element | without a network |',
    '|---|---|---|---|',
    ...engines.map(
      ({ name, version }) =>
        `| ${name} | ${version} | ${visitOf(name, 'element')} | ${visitOf(name, 'offline')} |`,
    ),
    '',
    '| engine | backend | where it runs | ms a photo, fastest of three | times Chromium’s WebAssembly | largest difference of a probability | largest difference, years |',
    '|---|---|---|---|---|---|---|',
    ...runs.map((outcome) => `| ${rowOf(outcome, runs).join(' | ')} |`),
  ].join('\n');
}

/** @param {RunOutcome} outcome @param {readonly RunOutcome[]} runs */
function rowOf({ engine, run: [backend, host], reading, absent, failed }, runs) {
  const reference = reading && referenceOf(reading, runs);
  if (reading === undefined || reference === undefined) {
    const state = failed === undefined ? `not available: ${absent}` : `fails: ${failed}`;
    return [engine, backend, host === 'worker' ? 'worker' : 'page', state, '-', '-', '-'];
  }
  const { info, milliseconds } = reading;
  const { probability, years } = differenceOf(reading, reference);
  const place = info.detector.name === 'mediapipe' ? info.host : `${info.host}; faces by the graph`;
  return [
    engine,
    info.software ? `${backend}, by the processor` : backend,
    place,
    milliseconds.toFixed(0),
    (milliseconds / reference.milliseconds).toFixed(1),
    probability === 0 ? '0' : probability.toExponential(0),
    years.toFixed(3),
  ];
}
