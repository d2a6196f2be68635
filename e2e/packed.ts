import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../scripts/run-command.mjs';

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

/**
 * Installs the tarball as npm does a package without dependencies. npm itself takes four processor seconds for it; the quick start's
 * test runs npm.
 * @param modules a folder `node_modules`
 */
export async function installPacked(modules: string): Promise<void> {
  const folder = path.join(modules, readManifest().name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const command = ['tar', '-xzf', tarball(), '-C', folder, '--strip-components=1'] as const;
  const { code, output } = await runCommand([...command], { limitSeconds: 60 });
  if (code !== 0) throw new Error(`tar failed:\n${output}`);
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
