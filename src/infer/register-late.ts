import { backend, type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';

/** Registers kernels with a backend that runs already: tfjs sets kernels up only when a backend starts. */
export function registerLate(kernels: readonly KernelConfig[]): void {
  for (const kernel of kernels) {
    registerKernel(kernel);
    kernel.setupFunc?.(backend());
  }
}
