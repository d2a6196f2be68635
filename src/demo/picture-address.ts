import { FaceCurveError } from '../errors.ts';

const OPEN_FILE = 'Save the picture, then choose its file.';

/**
 * The picture that an address names. The page contacts its own site alone, so the picture lies there or in the address itself.
 * @param text the address, or several, one a line
 * @throws FaceCurveError `image-tainted` or `image-missing`
 */
export async function pictureAt(text: string): Promise<Blob> {
  const [address = ''] = text.split(/\s/);
  if (/^data:/i.test(address)) return pictureInside(address);
  if (!URL.canParse(address) || new URL(address).origin !== location.origin) {
    throw new FaceCurveError(
      'image-tainted',
      'The picture is on another site, which this page never contacts.',
      {
        file: address,
        remedy: OPEN_FILE,
      },
    );
  }
  const response = await fetch(address).catch(() => null);
  if (response?.ok) return response.blob();
  throw new FaceCurveError('image-missing', 'The picture could not be fetched.', {
    file: address,
    remedy: 'Check the address and the connection.',
  });
}

/** Not by `fetch`, which the page's policy lets ask its own site only. */
function pictureInside(address: string): Blob {
  const [head = '', body = ''] = address.split(',', 2);
  const [type = ''] = head.slice('data:'.length).split(';');
  try {
    const bytes = head.endsWith(';base64') ? atob(body) : decodeURIComponent(body);
    return new Blob([Uint8Array.from(bytes, (character) => character.charCodeAt(0))], { type });
  } catch (cause) {
    throw new FaceCurveError('image-missing', 'The address holds no whole picture.', {
      remedy: OPEN_FILE,
      cause,
    });
  }
}
