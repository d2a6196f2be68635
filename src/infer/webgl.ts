import '@tensorflow/tfjs-backend-webgl/dist/base';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import type { Backend } from './backend.ts';
import { isSoftwareWebgl } from './hardware.ts';
import './webgl-kernels.ts';

export async function startWebgl(): Promise<Backend> {
  const isSoftware = isSoftwareWebgl();
  // `stop` removes the stock factory together with a lost context.
  if (tf.findBackendFactory('webgl') == null) tf.registerBackend('webgl', () => new MathBackendWebGL(), 2);
  if (isSoftware === null || !(await tf.setBackend('webgl'))) {
    throw new FaceCurveError('backend-unavailable', 'WebGL 2 could not be started.');
  }
  const backend = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) {
    throw new FaceCurveError('backend-unavailable', 'Another WebGL backend has been registered.');
  }
  const { gl } = backend.getGPGPUContext();
  return {
    name: 'webgl',
    software: isSoftware,
    lost: new Promise((resolve) => {
      // The types of workers leave out the context's canvas.
      const canvas = 'canvas' in gl ? gl.canvas : null;
      if (!(canvas instanceof EventTarget)) return;
      canvas.addEventListener('webglcontextlost', () => resolve('The WebGL context was lost.'));
    }),
    // A lost context throws no error: every value read from it is 0.
    isGone: () => gl.isContextLost(),
    loadMoreKernels: () => import('./webgl-more-kernels.ts').catch(throwScriptMissing),
    stop: () => {
      if (gl.isContextLost()) tf.removeBackend('webgl');
    },
  };
}
