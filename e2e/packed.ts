import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const projectFolder = path.resolve(import.meta.dirname, '..');

/** The result of `npm run build:package`. */
export const packageFolder = path.join(projectFolder, 'dist', 'package');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly sideEffects: readonly string[];
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
}

export function tarball(): string {
  const { name, version } = readManifest();
  return path.join(projectFolder, 'dist', `${name}-${version}.tgz`);
}

/** Files of the package in `folder`, keyed by their path in the package. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(packageFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(packageFolder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .toSorted();
}

export function readPacked(file: string): string {
  return readFileSync(path.join(packageFolder, file), 'utf8');
}

/** The policy that the documentation recommends. */
export const strictPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'";
