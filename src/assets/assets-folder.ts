import { FaceCurveError } from '../errors.ts';
import { isPacked } from './is-packed.ts';

/** Base address that stands for the files of the package, whose addresses a bundler decides. */
export const PACKED = 'packed:';

/**
 * The base address of the assets, with a slash at its end.
 * @param assets as the page gives it; without it the files that came with the package, or else `assets/` next to the page
 * @param page the page's own base address
 * @throws FaceCurveError `argument-invalid`
 */
export function assetsFolder(assets: string | URL | undefined, page: string): string {
  if (assets === undefined && isPacked) return PACKED;
  const address = parse(assets ?? 'assets/', page);
  if (address === null) {
    throw new FaceCurveError('argument-invalid', `assets: got ${assets}.`, {
      remedy: 'Use the address of a folder.',
    });
  }
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  return address.href;
}

/** `URL.parse`, which browsers from before 2024 do not have. */
function parse(address: string | URL, base: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
