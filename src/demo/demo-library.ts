import { createEstimator, decodeImage, openCamera } from '../index.ts';
import type { SessionLibrary } from '../session/index.ts';
import { firstPaint } from './first-paint.ts';

interface DemoLibraryOptions {
  /** Times of the worker's requests, see `createEstimator`. */
  readonly onRequests: (times: readonly number[]) => void;
  /** Called once the page is seen, before the worker is started. */
  readonly onPainted: () => void;
}

/** The library as the page uses it. */
export function demoLibrary({ onRequests, onPainted }: DemoLibraryOptions): SessionLibrary {
  return {
    decodeImage,
    openCamera,
    createEstimator: async (options) => {
      await firstPaint();
      onPainted();
      // The second worker's files would count in the figure of requests since loading.
      return createEstimator({ ...options, secondWorker: false, onRequests });
    },
  };
}
