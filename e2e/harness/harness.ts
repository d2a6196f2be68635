import * as crops from './crops.ts';
import * as evaluate from './evaluate.ts';

/** What tests and scripts call in the page. */
const harness = { crops, evaluate };

export type Harness = typeof harness;

Object.assign(globalThis, { harness });
