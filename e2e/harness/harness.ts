import * as crops from './crops.ts';
import * as detectorReach from './detector-reach.ts';
import * as evaluate from './evaluate.ts';
import * as library from './library.ts';

/** What tests and scripts call in the page. */
const harness = { crops, detectorReach, evaluate, library };

export type Harness = typeof harness;

declare global {
  var harness: Harness;
}

globalThis.harness = harness;
