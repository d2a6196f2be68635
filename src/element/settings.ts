import type { CameraFacing, ImageSource } from '../index.ts';
import type { Attribute } from '../types.ts';
import type { CurveView, VideoSource } from '../view/index.ts';

/** The names in `curves`, or age alone where there is none. The estimator checks the names. */
export function attributesIn(list: string | null | undefined): Attribute[] {
  const names = new Set(`${list ?? ''}`.split(/\s+/).filter((name) => name !== ''));
  return names.size === 0 ? ['age'] : ([...names] as Attribute[]);
}

/** As of an `<img>`, unknown values are `eager`. */
export function isLazy(loading: string | null | undefined): boolean {
  return `${loading}`.toLowerCase() === 'lazy';
}

/** Unknown values fall back to `histogram`. */
export function viewIn(view: string): CurveView {
  return view === 'cumulative' ? 'cumulative' : 'histogram';
}

/** Unknown values fall back to `user`. */
export function facingIn(facing: string | null): CameraFacing {
  return facing === 'environment' ? 'environment' : 'user';
}

/** Not `instanceof`: the file or stream may come from another window. */
export function isVideo(picture: ImageSource | MediaStream): picture is VideoSource {
  const { type } = Object(picture);
  return 'getVideoTracks' in Object(picture) || `${type}`.startsWith('video/');
}
