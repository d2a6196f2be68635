import * as crops from './crops.ts';
import * as detectorReach from './detector-reach.ts';
import * as evaluate from './evaluate.ts';
import * as library from './library.ts';

/** What tests and scripts call in the page. */
const parts = { crops, detectorReach, evaluate, library };

export type Harness = typeof parts;

declare global {
  var harness: Harness;
}

globalThis.harness = parts;
