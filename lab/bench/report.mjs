import { CONTENDER_NAMES, CONTENDERS } from './contenders.mjs';

/** @typedef {import('./contenders.mjs').ContenderName} ContenderName */

/** @typedef {{ milliseconds: number, faces: number, looks: number }} Work median (video: mean) of the looks, and the faces found */

/**
 * What was measured of a contender on one backend; `problem` where it cannot run there.
 * @typedef {object} ContenderFigures
 * @property {string} [problem]
 * @property {number} [cold] milliseconds from navigation to the first estimate
 * @property {number} [warm]
 * @property {number} [loadingTask] longest task of the main thread until the first estimate, ms; 0 where none was over 50
 * @property {number} [longestTask] after it
 * @property {import('./transfer-size.mjs').TransferSize} [bytes] until the first estimate
 * @property {{ javascript: number, buffers: number, tensors: number }} [heap] peaks, bytes
 * @property {{ mae: number, answered: number, pictures: number }} [ages]
 * @property {Record<string, Work>} works
 */

/** @typedef {Partial<Record<ContenderName, ContenderFigures>>} BackendFigures */

/**
 * @typedef {object} Bench
 * @property {string} machine
 * @property {Record<string, BackendFigures>} backends
 * @property {Record<string, Record<string, import('../page/stages.ts').StageTimes>>} stages of facecurve, by backend with detector ("wasm, graph"), and scene
 */

const WORKS = /** @type {const} */ ([
  ['photo1', 'a photo, one face'],
  ['faces4', 'a photo, 4 faces'],
  ['faces16', 'a photo, 16 faces'],
  ['video1', 'video, one steady face'],
]);

/** Backends in the JSON report; `wasm-threads` is told in the tables alone. */
const JSON_BACKENDS = ['wasm', 'webgl', 'webgpu'];
const JSON_WORKS = ['photo1', 'video1', 'faces16'];

/** @param {(name: ContenderName) => number | undefined} value */
function byContender(value) {
  return Object.fromEntries(CONTENDER_NAMES.map((name) => [name, value(name) ?? null]));
}

/**
 * The report of `--json`: median milliseconds, bytes as brotli, years; null where a contender cannot run.
 * @param {Bench} bench
 */
export function toJson({ machine, backends }) {
  const first = backends.wasm ?? Object.values(backends)[0] ?? {};
  const packages = {
    facecurve: 'facecurve',
    facecurveGraph: 'facecurveGraph',
    human: 'human',
    faceapi: 'faceapi416',
  };
  /** @param {(figures: ContenderFigures | undefined) => number | undefined} value */
  const byPackage = (value) =>
    Object.fromEntries(
      Object.entries(packages).map(([name, contender]) => [
        name,
        value(first[/** @type {ContenderName} */ (contender)]) ?? null,
      ]),
    );
  return {
    machine,
    backends: Object.fromEntries(
      JSON_BACKENDS.filter((backend) => backend in backends).map((backend) => [
        backend,
        Object.fromEntries(
          JSON_WORKS.map((work) => [
            work,
            byContender((name) => backends[backend]?.[name]?.works[work]?.milliseconds),
          ]),
        ),
      ]),
    ),
    bytes: byPackage((figures) => figures?.bytes?.brotli),
    mae: byContender((name) => first[name]?.ages?.mae),
    longestTask: byPackage((figures) => figures?.longestTask),
  };
}

/** @param {readonly (readonly string[])[]} rows the first one is the head */
function table([head = [], ...rows]) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** @param {number} value */
const short = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
/** @param {number | undefined} bytes */
const megabytes = (bytes) => (bytes === undefined ? '-' : (bytes / 1e6).toFixed(2));

/**
 * @param {Work | undefined} work
 * @param {readonly (Work | undefined)[]} beside what its time is divided by
 * @param {number} expected faces
 */
function workCell(work, beside, expected) {
  if (work === undefined) return '-';
  const ratios = beside.flatMap((own) =>
    own === undefined ? [] : [`${(work.milliseconds / own.milliseconds).toFixed(2)}x`],
  );
  const found = work.faces === expected ? '' : `, finds ${work.faces}`;
  return `${short(work.milliseconds)} ms${ratios.length === 0 ? '' : `, **${ratios.join(' / ')}**`}${found}`;
}

/** @param {number | undefined} milliseconds */
const taskCell = (milliseconds) =>
  milliseconds === undefined ? '-' : milliseconds === 0 ? 'none over 50' : milliseconds.toFixed(0);

/** @param {BackendFigures} figures */
function backendTable(figures) {
  const ours = figures.facecurve;
  /** @param {ContenderName} name @returns {(ContenderFigures | undefined)[]} facecurve with each detector, for itself with MediaPipe's */
  const besideOf = (name) =>
    name === 'facecurve' ? [] : name === 'facecurveGraph' ? [ours] : [ours, figures.facecurveGraph];
  const titles = CONTENDER_NAMES.map((name) => CONTENDERS[name].title);
  /** @param {string} title @param {(figures: ContenderFigures, name: ContenderName) => string} cell */
  const row = (title, cell) => [
    title,
    ...CONTENDER_NAMES.map((name) => {
      const own = figures[name];
      return own === undefined || own.problem !== undefined ? '-' : cell(own, name);
    }),
  ];
  const rows = [
    ...WORKS.map(([work, title]) =>
      row(title, ({ works }, name) => {
        const beside = besideOf(name).map((own) => own?.works[work]);
        return workCell(works[work], beside, Number(work.replace(/\D+/, '')));
      }),
    ),
    row(
      'first estimate, cold / warm, ms',
      ({ cold = 0, warm = 0 }) => `${cold.toFixed(0)} / ${warm.toFixed(0)}`,
    ),
    row(
      'longest task, loading / after, ms',
      (own) => `${taskCell(own.loadingTask)} / ${taskCell(own.longestTask)}`,
    ),
    row(
      'peak JavaScript heap / buffers, MB; tensors',
      ({ heap }) => `${megabytes(heap?.javascript)} / ${megabytes(heap?.buffers)}; ${heap?.tensors ?? '-'}`,
    ),
    row('bytes until the first estimate, raw / gzip / brotli, MB', ({ bytes }) =>
      [bytes?.raw, bytes?.gzip, bytes?.brotli].map(megabytes).join(' / '),
    ),
    ...(ours?.ages === undefined
      ? []
      : [
          row(`age MAE on ${ours.ages.pictures} pictures (answered)`, ({ ages }) =>
            ages === undefined ? '-' : `${ages.mae.toFixed(2)} (${(100 * ages.answered).toFixed(0)} %)`,
          ),
        ]),
  ];
  const problems = CONTENDER_NAMES.flatMap((name) =>
    figures[name]?.problem === undefined ? [] : [`${CONTENDERS[name].title}: ${figures[name].problem}.`],
  );
  return [table([['', ...titles], ...rows]), ...problems].join('\n\n');
}

/** Milliseconds of one estimate's parts, in one worker. @param {Bench['stages']} stages @param {string} backend */
function stageTable(stages, backend) {
  const rows = Object.entries(stages).flatMap(([name, scenes]) => {
    const [on, detector = ''] = name.split(', ');
    if (on !== backend) return [];
    return Object.entries(scenes).map(([scene, times]) => [
      `${detector}, ${scene.replace(/\D+/, '')}`,
      ...[times.capture, times.views, times.detector, times.alignment, times.network, times.readBack].map(
        short,
      ),
    ]);
  });
  if (rows.length === 0) return [];
  const head = [
    'parts in one worker, ms',
    'capture',
    'views',
    'detector',
    'alignment',
    'network',
    'read-back',
  ];
  return [table([head, ...rows])];
}

/** The tables as Markdown, a section for each backend. @param {Bench} bench */
export function benchTables({ machine, backends, stages }) {
  const sections = Object.entries(backends).map(([backend, figures]) =>
    [
      `### ${backend}`,
      `${machine}. Ratios are the column's time divided by that of facecurve with MediaPipe / with the graph.`,
      backendTable(figures),
      ...stageTable(stages, backend),
    ].join('\n\n'),
  );
  return sections.join('\n\n');
}

/** Sections of older tables, with those of the same backends replaced. @param {string} older @param {string} newer */
export function withNewSections(older, newer) {
  const titleOf = (/** @type {string} */ section) => section.split('\n')[0] ?? '';
  const sectionsOf = (/** @type {string} */ tables) =>
    tables
      .split(/^(?=### )/m)
      .map((section) => section.trim())
      .filter((section) => section !== '');
  const sections = new Map(
    [...sectionsOf(older), ...sectionsOf(newer)].map((section) => [titleOf(section), section]),
  );
  return [...sections.values()].join('\n\n');
}
