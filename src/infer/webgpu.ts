import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import type { Backend } from './backend.ts';
import { requestGpuAdapter } from './hardware.ts';
import './webgpu-kernels.ts';

/** The limits that tfjs's own factory raises. That factory is not used: it dereferences a null adapter and hides the device. */
const RAISED_LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

export async function startWebgpu(): Promise<Backend> {
  const adapter = await requestGpuAdapter();
  if (adapter === null) throw new FaceCurveError('backend-unavailable', 'WebGPU offers no adapter.');
  const requiredLimits = Object.fromEntries(RAISED_LIMITS.map((limit) => [limit, adapter.limits[limit]]));
  const device = await adapter.requestDevice({ requiredLimits });
  // Kernels are registered for the name 'webgpu', so this backend replaces the stock one.
  if (tf.findBackendFactory('webgpu') != null) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device as never, adapter.info as never), 3);
  if (!(await tf.setBackend('webgpu'))) {
    device.destroy();
    throw new FaceCurveError('backend-unavailable', 'WebGPU could not be started.');
  }
  return {
    name: 'webgpu',
    software: adapter.info.isFallbackAdapter,
    lost: device.lost.then(({ reason, message }) => `${reason}: ${message}`),
    // Reading the results of a lost device fails by itself.
    isGone: () => false,
    loadMoreKernels: () => import('./webgpu-more-kernels.ts').catch(throwScriptMissing),
    stop: () => {
      tf.removeBackend('webgpu');
      device.destroy();
    },
  };
}
