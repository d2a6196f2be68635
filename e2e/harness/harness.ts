import * as crops from './crops.ts';
import * as detectorReach from './detector-reach.ts';
import * as detectorViews from './detector-views.ts';
import * as engines from './engines.ts';
import * as evaluate from './evaluate.ts';
import * as library from './library.ts';
import * as limits from './limits.ts';
import * as parity from './parity.ts';
import * as pictures from './pictures.ts';
import * as qualityReach from './quality-reach.ts';
import * as soak from './soak.ts';
import * as stages from './stages.ts';
import * as watch from './watch.ts';

/** What tests and scripts call in the page. */
const parts = {
  crops,
  detectorReach,
  detectorViews,
  engines,
  evaluate,
  library,
  limits,
  parity,
  pictures,
  qualityReach,
  soak,
  stages,
  watch,
};

export type Harness = typeof parts;

declare global {
  var harness: Harness;
}

globalThis.harness = parts;
