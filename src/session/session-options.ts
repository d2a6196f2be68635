import type { FaceCurveError } from '../errors.ts';
import type { WatchOptions, WatchUpdate } from '../index.ts';
import type { EstimatorInfo, LoadProgress } from '../types.ts';
import type { Stage } from '../view/index.ts';
import type { EstimatorSettings } from './estimator-keeper.ts';
import type { SessionLibrary } from './library.ts';
import type { SessionScreenOptions } from './session-screen.ts';
import type { ResultSource } from './shown.ts';

export interface SessionOptions extends SessionScreenOptions {
  readonly stage: Pick<Stage, 'showPhoto' | 'showVideo' | 'setMirrored' | 'clear' | 'video' | 'isMirrored'>;
  readonly library: () => Promise<SessionLibrary>;
  /** Read each time an estimator is needed. */
  readonly settings: () => EstimatorSettings;
  /** How faces are estimated; read each time. */
  readonly estimating: () => Pick<WatchOptions, 'explain' | 'interval'>;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly onReady?: (info: EstimatorInfo) => void;
  readonly onRecovered?: (error: FaceCurveError) => void;
  /** Called with the faces of the picture, or of the camera's newest frame, in the order in which they are numbered. */
  readonly onResult?: (update: WatchUpdate, source: ResultSource) => void;
  readonly onError?: (error: FaceCurveError) => void;
}
