import { AssetLoader } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import { PixelReader } from '../source/index.ts';
import { Detector, type DetectorOptions } from './detector.ts';
import type { WebglCanvas } from './mediapipe-detector.ts';
import { expectMediapipe } from './mediapipe-files.ts';

/**
 * Starts a detector in the page, on a canvas of its document, for browsers whose workers have no WebGL 2.
 * @throws FaceCurveError `webgl-unavailable` or what loading throws
 */
export async function createPageDetector(
  options: Omit<DetectorOptions, 'reader' | 'makeCanvas'>,
): Promise<Detector> {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) {
    throw new FaceCurveError('webgl-unavailable', 'The browser has no WebGL, which finding faces needs.', {
      remedy: 'Turn on hardware acceleration (or WebGL) in the browser’s settings, or use another browser.',
    });
  }
  context.getExtension('WEBGL_lose_context')?.loseContext();
  const loader = new AssetLoader(options);
  expectMediapipe(loader);
  return Detector.create({ ...options, reader: new PixelReader(), makeCanvas: documentCanvas }, loader);
}

function documentCanvas(): WebglCanvas {
  const canvas = document.createElement('canvas');
  return { canvas, isLost: () => canvas.getContext('webgl2')?.isContextLost() ?? false };
}
