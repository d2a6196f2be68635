import { AssetLoader } from '../assets/index.ts';
import { type BlazeFace, detectFaces, type SearchEffort } from '../detect/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { DetectedFace, Frame, LoadProgress } from '../types.ts';
import { expectDetector, loadDetector } from './pipeline.ts';

/** Detection in the page, for browsers whose workers have no WebGL 2. Owns the detector. */
export class PageDetector {
  private readonly blazeFace: BlazeFace;

  private constructor(blazeFace: BlazeFace) {
    this.blazeFace = blazeFace;
  }

  /** @throws FaceCurveError `webgl-unavailable` or what loading throws. */
  static async create(base: string, onProgress: (progress: LoadProgress) => void): Promise<PageDetector> {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2');
    if (context === null) {
      throw new FaceCurveError('webgl-unavailable', 'The browser has no WebGL, which finding faces needs.', {
        remedy: 'Turn on hardware acceleration (or WebGL) in the browser’s settings, or use another browser.',
      });
    }
    context.getExtension('WEBGL_lose_context')?.loseContext();
    const loader = new AssetLoader({ base, onProgress });
    expectDetector(loader);
    return new PageDetector(await loadDetector(loader, document.createElement('canvas')));
  }

  detect(frame: Frame, effort: SearchEffort): DetectedFace[] {
    return detectFaces(this.blazeFace, frame, effort);
  }

  dispose(): void {
    this.blazeFace.close();
  }
}
