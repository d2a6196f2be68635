import { FaceCurveError } from '../errors.ts';

/**
 * A module of ours that is imported when it is needed.
 * @throws FaceCurveError `asset-missing` where its file cannot be had: without a network, or after a release without it
 */
export async function loadModule<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new FaceCurveError('asset-missing', 'A script of facecurve could not be loaded.', {
      remedy:
        'Check the network and that all files of this version are served, then try again or reload the page.',
      cause,
    });
  }
}
