import { FaceCurveError } from '../errors.ts';

/** @throws FaceCurveError `asset-wrong-type`, naming the file */
export function parseJson<Content>(bytes: Uint8Array, file: string): Content {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Content;
  } catch (cause) {
    throw new FaceCurveError('asset-wrong-type', `${file} is not JSON.`, { file, cause });
  }
}
