import { PACKED } from './assets-folder.ts';
import { packedAddresses } from './packed-addresses.ts';

/** The address of the file `name` below the base that `assetsFolder` gave. */
export function assetAddress(name: string, base: string): string {
  if (base !== PACKED) return new URL(name, base).href;
  return packedAddresses[name] ?? name;
}
