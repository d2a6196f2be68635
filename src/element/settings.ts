import type { CameraFacing, ImageSource } from '../index.ts';
import type { EstimatorSettings } from '../session/index.ts';
import type { Attribute, BackendChoice, DetectorChoice, ModelName } from '../types.ts';
import type { CurveView, VideoSource } from '../view/index.ts';

/** The names in `curves`, or age alone where there is none. The estimator checks the names. */
export function attributesIn(list: string | null | undefined): Attribute[] {
  const names = new Set(`${list ?? ''}`.split(/\s+/).filter((name) => name !== ''));
  return names.size === 0 ? ['age'] : ([...names] as Attribute[]);
}

interface EstimatorProperties {
  readonly assets: string | null;
  readonly backend: BackendChoice;
  readonly detector: DetectorChoice;
  readonly model: ModelName;
  readonly curves: string;
}

/** The estimator that the element's properties ask for. Frameworks set a property to undefined or null when it is taken away. */
export function estimatorSettings({
  assets,
  backend,
  detector,
  model,
  curves,
}: EstimatorProperties): EstimatorSettings {
  return {
    ...(assets == null ? {} : { assets }),
    backend: backend ?? 'auto',
    detector: detector ?? 'auto',
    model: model ?? 'default',
    attributes: attributesIn(curves),
  };
}

/** As of an `<img>`, unknown values are `eager`. */
export function isLazy(loading: string | null | undefined): boolean {
  return `${loading}`.toLowerCase() === 'lazy';
}

/** Unknown values fall back to `histogram`. */
export function viewIn(view: string): CurveView {
  return view === 'cumulative' || view === 'dots' ? view : 'histogram';
}

/** Unknown values fall back to `user`. */
export function facingIn(facing: string | null): CameraFacing {
  return facing === 'environment' ? 'environment' : 'user';
}

/** False for an empty address. */
export function isGiven(picture: ImageSource | MediaStream): boolean {
  return typeof picture !== 'string' || picture.trim() !== '';
}

/** Not `instanceof`: the file or stream may come from another window. */
export function isVideo(picture: ImageSource | MediaStream): picture is VideoSource {
  const { type } = Object(picture);
  return 'getVideoTracks' in Object(picture) || `${type}`.startsWith('video/');
}
