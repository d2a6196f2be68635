import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { projectFolder } from '../../scripts/run-command.mjs';

/** @typedef {{ raw: number, gzip: number, brotli: number }} TransferSize bytes */

/** Cache of sizes by the hash of the content, since compressing 11 MB at the best quality takes half a minute. */
const cacheFile = path.join(projectFolder, '.cache', 'transfer-sizes.json');

/** @param {Uint8Array} content @returns {Promise<TransferSize>} */
async function measure(content) {
  const [gzipped, brotlied] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  ]);
  // A server sends a file uncompressed if compression does not make it smaller.
  return {
    raw: content.length,
    gzip: Math.min(content.length, gzipped.length),
    brotli: Math.min(content.length, brotlied.length),
  };
}

/**
 * Sums the sizes of files as a server with compression sends them.
 * @param {readonly string[]} files
 * @returns {Promise<TransferSize>}
 */
export async function transferSize(files) {
  /** @type {Record<string, TransferSize>} */
  const known = JSON.parse(await readFile(cacheFile, 'utf8').catch(() => '{}'));
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const content = await readFile(file);
    const hash = createHash('sha256').update(content).digest('hex');
    const size = known[hash] ?? (await measure(content));
    known[hash] = size;
    for (const kind of /** @type {const} */ (['raw', 'gzip', 'brotli'])) total[kind] += size[kind];
  }
  await mkdir(path.dirname(cacheFile), { recursive: true });
  await writeFile(cacheFile, JSON.stringify(known));
  return total;
}
