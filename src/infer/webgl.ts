import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError } from '../errors.ts';
import { type Backend, neverLost } from './backend.ts';
import { isSoftwareWebgl } from './hardware.ts';

export async function startWebgl(): Promise<Backend> {
  const isSoftware = isSoftwareWebgl();
  if (isSoftware === null || !(await tf.setBackend('webgl'))) {
    throw new FaceCurveError('backend-unavailable', 'WebGL 2 could not be started.');
  }
  return { name: 'webgl', software: isSoftware, lost: neverLost, stop: () => undefined };
}
