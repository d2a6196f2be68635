/** @typedef {import('../../src/types.ts').BackendName} BackendName */
/** @typedef {import('../page/limits.ts').LimitRound} LimitRound */
/** @typedef {import('../page/limits.ts').LimitMachine} LimitMachine */
/** @typedef {{backend: BackendName, machine: LimitMachine, batch: number, rounds: LimitRound[]}} Measured */

/**
 * Multiply-accumulates of one face through the network, by layer and in all, and of one detection.
 * @typedef {{ cropSize: number, layers: { name: string, accumulates: number }[], ofFace: number, ofLook: number }} Work
 */

/** The shortest of the rounds, since other work of the machine only makes a round longer. @param {Measured} measured @param {Exclude<keyof LimitRound, 'atSide'>} figure */
function shortest({ rounds }, figure) {
  return Math.min(...rounds.map((round) => round[figure]));
}

/** Billions of multiply-accumulates a second. @param {number} accumulates @param {number} milliseconds */
const rate = (accumulates, milliseconds) => accumulates / milliseconds / 1e6;

/** @param {number} share */
function percent(share) {
  return share < 0.095 ? `${(100 * share).toFixed(1)} %` : `${Math.round(100 * share)} %`;
}

/** How fast the matrix product is. @param {Measured} measured */
function limit(measured) {
  return rate(measured.machine.size ** 3, shortest(measured, 'product'));
}

/** @param {Measured} measured @param {Work} work */
function backendRow(measured, { ofFace }) {
  const { backend, machine, batch } = measured;
  const ofLimit = (/** @type {Exclude<keyof LimitRound, 'atSide'>} */ figure) => {
    const milliseconds = shortest(measured, figure);
    return `${milliseconds.toFixed(1)}, ${percent(rate(ofFace, milliseconds) / limit(measured))}`;
  };
  return [
    backend,
    machine.hardware,
    `${limit(measured).toPrecision(3)} (${machine.size})`,
    shortest(measured, 'floor').toFixed(2),
    ofLimit('face'),
    `${ofLimit('faceOfBatch')} (${batch})`,
    ofLimit('faceQueued'),
  ];
}

/** The detector runs on the processor whatever the backend. @param {Measured} wasm @param {Work} work */
function detectorRow(wasm, { ofLook }) {
  const look = shortest(wasm, 'look');
  return [
    (ofLook / 1e6).toFixed(0),
    look.toFixed(1),
    shortest(wasm, 'smallLook').toFixed(1),
    (ofLook / limit(wasm) / 1e6).toFixed(1),
    percent(rate(ofLook, look) / limit(wasm)),
  ];
}

/** Shortest milliseconds of a face by its crop's side. @param {Measured} measured @returns {Record<string, number>} */
export function timesAtSides({ rounds }) {
  const sides = Object.keys(rounds[0]?.atSide ?? {});
  return Object.fromEntries(
    sides.map((side) => [side, Math.min(...rounds.map(({ atSide }) => atSide[Number(side)] ?? Number.NaN))]),
  );
}

/** @param {Measured} wasm @param {Work} work */
function sideRows(wasm, { ofFace, cropSize }) {
  return Object.entries(timesAtSides(wasm)).map(([side, milliseconds]) => {
    const accumulates = ofFace * (Number(side) / cropSize) ** 2;
    return [side, (accumulates / 1e6).toFixed(0), milliseconds.toFixed(1)];
  });
}

/** @param {Measured} wasm @param {Work} work */
function layerRows(wasm, { layers, ofFace }) {
  const times = wasm.machine.layers ?? {};
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  const accumulatesOf = new Map(
    layers.map(({ name, accumulates }) => [name.replace(/\/product$/, ''), accumulates]),
  );
  return Object.entries(times).map(([name, time]) => {
    const accumulates = accumulatesOf.get(name === 'group5/convolution3' ? 'features' : name);
    if (accumulates === undefined) return ['pools, mean, heads', '0.0 %', percent(time / all), '-'];
    return [
      name,
      percent(accumulates / ofFace),
      percent(time / all),
      percent(rate(accumulates, time) / limit(wasm)),
    ];
  });
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * The tables of what has been measured so far.
 * @param {string} version of Chromium
 * @param {Work} work
 * @param {readonly Measured[]} all
 */
export function limitTables(version, work, all) {
  const wasm = all.find(({ backend }) => backend === 'wasm');
  const tables = [
    `Chromium ${version}; a face is ${(work.ofFace / 1e9).toFixed(3)} billion multiply-accumulates at ${work.cropSize} px.`,
    table(
      [
        'backend',
        'hardware',
        'matrix product, billions a second (side)',
        'reading back one number, ms',
        'a face: ms, share',
        'a face of a batch: ms, share (faces)',
        'a face of a series of which only the last is read: ms, share',
      ],
      all.map((measured) => backendRow(measured, work)),
    ),
  ];
  if (wasm !== undefined) {
    tables.push(
      table(
        [
          'one detection, millions of multiply-accumulates',
          'ms',
          'ms at a sixteenth of the pixels',
          'ms at the product’s speed',
          'share',
        ],
        [detectorRow(wasm, work)],
      ),
      table(
        ['crop, px a side, on wasm', 'millions of multiply-accumulates', 'ms a face'],
        sideRows(wasm, work),
      ),
      table(
        ['layer, on wasm', 'of the arithmetic', 'of the time', 'of the product’s speed'],
        layerRows(wasm, work),
      ),
    );
  }
  return tables.join('\n\n');
}
