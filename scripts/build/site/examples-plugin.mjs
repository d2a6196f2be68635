import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';

const FOLDER = 'examples/html/';
const EXAMPLE = path.join(projectFolder, 'examples', 'html');
const PACKAGE = path.join(projectFolder, 'dist', 'package');

/**
 * The example that needs no bundler as a part of the site, with the scripts of the built npm package. Models and WebAssembly are the
 * site's own: they are the same files.
 * @returns {import('vite').Plugin}
 */
export function examplesPlugin() {
  return {
    name: 'facecurve-examples',
    apply: 'build',
    async generateBundle() {
      if (!existsSync(path.join(PACKAGE, 'facecurve.js'))) {
        this.warn('The examples are left out: dist/package is not built (npm run build does both).');
        return;
      }
      const page = await readFile(path.join(EXAMPLE, 'index.html'), 'utf8');
      /** @type {[name: string, source: string | Uint8Array][]} */
      const files = [
        ['index.html', page.replace('<face-curve ', '<face-curve assets="../../assets/" ')],
        ['page.js', await readFile(path.join(EXAMPLE, 'page.js'))],
        ['photo.jpg', await readFile(path.join(projectFolder, 'public', 'samples', 'middle.jpg'))],
        ['facecurve/facecurve.js', await readFile(path.join(PACKAGE, 'facecurve.js'))],
      ];
      for (const name of await readdir(path.join(PACKAGE, 'esm'))) {
        files.push([`facecurve/esm/${name}`, await readFile(path.join(PACKAGE, 'esm', name))]);
      }
      for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: FOLDER + name, source });
    },
  };
}
