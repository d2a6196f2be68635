/** @typedef {import('./ways.mjs').Way} Way */

/**
 * A page with one module that a plain bundler takes.
 * @typedef {object} Bundled
 * @property {string} name
 * @property {string} framework
 * @property {Readonly<Record<string, string>>} bundler its packages with their versions
 * @property {string} build
 * @property {string} files as the table has it
 * @property {string} script as the page names it
 * @property {string} [output] by default `public`, which has the photo
 * @property {string} [assets] as the page gives it to the element
 * @property {Readonly<Record<string, string>>} [added]
 */

const COPY = 'cp -r node_modules/facecurve public/facecurve';

/** @type {readonly Bundled[]} */
const bundled = [
  {
    name: 'vite-7',
    framework: 'Vite 7',
    bundler: { vite: '7.3.8' },
    build: 'vite build',
    output: 'dist',
    files: 'no setting',
    script: '/main.js',
  },
  {
    name: 'webpack',
    framework: 'webpack 5',
    bundler: { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
    build: 'webpack ./main.js --mode production --output-path public && cp index.html public',
    files: 'no setting',
    script: 'main.js',
  },
  {
    name: 'rollup',
    framework: 'Rollup, node-resolve and import-meta-assets',
    bundler: {
      rollup: '4.68.8',
      '@rollup/plugin-node-resolve': '16.0.3',
      '@web/rollup-plugin-import-meta-assets': '2.3.3',
    },
    build: `rollup -c && ${COPY} && cp index.html public`,
    files: 'a copy of the package, `assets`',
    script: 'main.js',
    assets: 'facecurve/assets/',
    added: {
      'rollup.config.js': `import resolve from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';

export default { input: 'main.js', output: { dir: 'public' }, plugins: [resolve(), importMetaAssets()] };
`,
    },
  },
  {
    name: 'rollup-plain',
    framework: 'Rollup, node-resolve',
    bundler: { rollup: '4.68.8', '@rollup/plugin-node-resolve': '16.0.3' },
    build: `rollup main.js --dir public --plugin node-resolve && ${COPY} && cp index.html public`,
    files: 'a copy of the package, `assets`',
    script: 'main.js',
    assets: 'facecurve/assets/',
  },
  {
    name: 'esbuild',
    framework: 'esbuild',
    bundler: { esbuild: '0.28.2' },
    build: `esbuild main.js --bundle --format=esm --splitting --minify --outdir=public && ${COPY} && cp index.html public`,
    files: 'a copy of the package, `assets`',
    script: 'main.js',
    assets: 'facecurve/assets/',
  },
];

/** @type {readonly Way[]} */
export const bundledWays = bundled.map(
  ({ name, framework, bundler, build, files, script, assets, added = {}, output = 'public' }) => ({
    name,
    framework,
    packages: Object.keys(bundler),
    files,
    output,
    added: {
      ...added,
      'package.json': JSON.stringify({
        private: true,
        type: 'module',
        scripts: { build },
        dependencies: { facecurve: '*' },
        devDependencies: bundler,
      }),
      'main.js': "import 'facecurve/element';\n",
      'index.html': `<!doctype html>
<html lang="en">
  <title>facecurve</title>
  <face-curve src="./photo.jpg"${assets === undefined ? '' : ` assets="${assets}"`}></face-curve>
  <script type="module" src="${script}"></script>
</html>
`,
    },
  }),
);
