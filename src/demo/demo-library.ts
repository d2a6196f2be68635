import { createEstimator, decodeImage, openCamera } from '../index.ts';
import type { SessionLibrary } from '../session/index.ts';
import { firstPaint } from './first-paint.ts';

/** The library as the page uses it. @param onRequests times of the worker's requests, see `createEstimator` */
export function demoLibrary(onRequests: (times: readonly number[]) => void): SessionLibrary {
  return {
    decodeImage,
    openCamera,
    createEstimator: async (options) => {
      await firstPaint();
      // The second worker's files would count in the figure of requests since loading.
      return createEstimator({ ...options, secondWorker: false, onRequests });
    },
  };
}
