import * as crops from './crops.ts';
import * as detectorParity from './detector-parity.ts';
import * as detectorReach from './detector-reach.ts';
import * as engines from './engines.ts';
import * as evaluate from './evaluate.ts';
import * as label from './label.ts';
import * as limits from './limits.ts';
import * as parity from './parity.ts';
import * as photos from './photos.ts';
import * as qualityReach from './quality-reach.ts';
import * as soak from './soak.ts';
import * as stages from './stages.ts';

/** What the lab's commands call in the page. */
const parts = {
  crops,
  detectorParity,
  detectorReach,
  engines,
  evaluate,
  label,
  limits,
  parity,
  photos,
  qualityReach,
  soak,
  stages,
};

declare global {
  var lab: typeof parts;
}

globalThis.lab = parts;
