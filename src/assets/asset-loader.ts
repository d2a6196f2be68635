import { accessRemedy, FaceCurveError } from '../errors.ts';
import type { LoadProgress } from '../types.ts';
import { assetAddress } from './asset-address.ts';
import { PACKED } from './assets-folder.ts';
import { inlinedResponse } from './inlined-response.ts';
import type { FileIntegrity } from './integrity.ts';
import { sha256 } from './sha256.ts';

export interface AssetLoaderOptions {
  /** Address of the assets, from `assetsFolder`. */
  readonly base: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

const BUNDLER_REMEDY =
  'The bundler did not carry the files of facecurve. Copy its package to the site and pass the address of its folder assets as `assets`: docs/self-hosting.md.';
const SERVE_REMEDY =
  'Serve the assets folder of this version of facecurve unchanged and pass its address as `assets`.';

/** Fetches facecurve's files, checks size and SHA-256, and reports progress over all files. */
export class AssetLoader {
  private readonly options: AssetLoaderOptions;
  private readonly asked = new Map<string, Promise<Response>>();
  private loadedBytes = 0;
  private totalBytes = 0;

  constructor(options: AssetLoaderOptions) {
    this.options = options;
  }

  /** Announces files: their bytes count in the total, so that progress never runs backwards. */
  expect(...files: readonly FileIntegrity[]): void {
    for (const file of files) this.totalBytes += file.bytes;
  }

  /** Requests files before their checksums are known; `load` takes the answers. */
  ask(...names: readonly string[]): void {
    for (const name of names) {
      const address = this.address(name);
      const answer = this.request(address);
      // `load` reports it.
      answer.catch(() => undefined);
      this.asked.set(address, answer);
    }
  }

  address(name: string): string {
    return assetAddress(name, this.options.base);
  }

  /**
   * The verified bytes of `name`; `expected` must have been announced by `expect`.
   * @throws FaceCurveError `asset-missing`, `asset-wrong-type`, `asset-truncated` or `asset-hash-mismatch`, naming the file.
   */
  async load(name: string, expected: FileIntegrity): Promise<Uint8Array<ArrayBuffer>> {
    const address = this.address(name);
    const asked = this.asked.get(address);
    this.asked.delete(address);
    const response = await (asked ?? this.request(address));
    const bytes = await this.read(response, address, expected.bytes);
    if (bytes.length !== expected.bytes) {
      throw new FaceCurveError(
        'asset-truncated',
        `${address} has ${bytes.length} bytes, expected ${expected.bytes}.`,
        { file: address, remedy: SERVE_REMEDY },
      );
    }
    const hash = await sha256(bytes);
    if (hash !== expected.sha256) {
      throw new FaceCurveError(
        'asset-hash-mismatch',
        `${address} has SHA-256 ${hash}, expected ${expected.sha256}.`,
        { file: address, remedy: SERVE_REMEDY },
      );
    }
    return bytes;
  }

  private async request(address: string): Promise<Response> {
    let response: Response;
    const remedy = this.options.base === PACKED ? BUNDLER_REMEDY : SERVE_REMEDY;
    try {
      response = inlinedResponse(address) ?? (await fetch(address, { signal: this.options.signal ?? null }));
    } catch (cause) {
      this.options.signal?.throwIfAborted();
      throw new FaceCurveError('asset-missing', `${address} could not be fetched.`, {
        file: address,
        remedy: accessRemedy(address) ?? `Check the network. ${remedy}`,
        cause,
      });
    }
    if (!response.ok) {
      throw new FaceCurveError('asset-missing', `${address} answered ${response.status}.`, {
        file: address,
        remedy,
      });
    }
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      throw new FaceCurveError('asset-wrong-type', `${address} is a web page, not the file.`, {
        file: address,
        remedy,
      });
    }
    return response;
  }

  private async read(response: Response, file: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
    if (response.body === null) return new Uint8Array(await response.arrayBuffer());
    const bytes = new Uint8Array(size);
    let length = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return length === size ? bytes : bytes.slice(0, length);
      if (length + value.length > size) {
        await reader.cancel();
        throw new FaceCurveError('asset-truncated', `${file} has more than the expected ${size} bytes.`, {
          file,
          remedy: SERVE_REMEDY,
        });
      }
      bytes.set(value, length);
      length += value.length;
      this.loadedBytes += value.length;
      this.options.onProgress?.({
        file,
        fileLoadedBytes: length,
        fileTotalBytes: size,
        loadedBytes: this.loadedBytes,
        totalBytes: this.totalBytes,
      });
    }
  }
}
