import { bundledWays } from './bundled-ways.mjs';

/**
 * One way to bring facecurve into a page.
 * @typedef {object} Way
 * @property {string} name for the command line
 * @property {string} framework as the table has it
 * @property {string} [source] folder of the project that holds the example; without it `added` holds all of it
 * @property {readonly string[]} packages whose versions the table has; the first one is the framework's
 * @property {string} files as the table has it: how worker and assets come into the site
 * @property {string} [photo] folder of the example that takes the photo; by default `public`
 * @property {Readonly<Record<string, string>>} [added] files that this way adds to the example, by name
 * @property {readonly string[]} [build] arguments of npm; by default `run build`
 * @property {string} [output] folder of the built site
 * @property {readonly string[]} [server] arguments of npm that start the framework's own server; `PORT` stands for its port
 * @property {string} [origin] of that server, where it has a port of its own
 * @property {string} [otherOrigin] the origin that the page names for the package
 */

const NOTHING = 'no setting';
const COPY = 'a copy of the package, `assets`';

const next = {
  source: 'examples/next',
  files: NOTHING,
};
const nextServer = { server: ['exec', '--', 'next', 'start', '--port', 'PORT'] };
const nextExport = {
  added: { 'next.config.mjs': "export default { output: 'export' };\n" },
  output: 'out',
};
const webpackBuild = ['exec', '--', 'next', 'build', '--webpack'];

/** The first one is the plain page, which the others are compared with. @type {readonly Way[]} */
export const ways = [
  {
    name: 'html',
    framework: 'a plain page, script tag',
    source: 'examples/html',
    packages: [],
    files: COPY.split(',')[0] ?? '',
    photo: '.',
    output: '.',
  },
  {
    name: 'other-origin',
    framework: 'a plain page, package on another origin',
    source: 'examples/other-origin',
    packages: [],
    files: 'the script tag names the other origin',
    photo: '.',
    server: ['start'],
    origin: 'http://localhost:5180',
    otherOrigin: 'http://localhost:5181',
  },
  {
    name: 'react',
    framework: 'React',
    source: 'examples/react',
    packages: ['react', 'vite'],
    files: NOTHING,
    output: 'dist',
  },
  {
    name: 'vue',
    framework: 'Vue',
    source: 'examples/vue',
    packages: ['vue', 'vite'],
    files: NOTHING,
    output: 'dist',
  },
  {
    ...next,
    ...nextServer,
    name: 'next-turbopack-start',
    framework: 'Next, Turbopack, `next start`',
    packages: ['next', 'react'],
  },
  {
    ...next,
    ...nextExport,
    name: 'next-turbopack-export',
    framework: 'Next, Turbopack, static export',
    packages: ['next', 'react'],
  },
  {
    ...next,
    ...nextServer,
    name: 'next-webpack-start',
    framework: 'Next, webpack, `next start`',
    packages: ['next', 'react'],
    build: webpackBuild,
  },
  {
    ...next,
    ...nextExport,
    name: 'next-webpack-export',
    framework: 'Next, webpack, static export',
    packages: ['next', 'react'],
    build: webpackBuild,
  },
  {
    name: 'nuxt',
    framework: 'Nuxt, `nuxt generate`',
    source: 'examples/nuxt',
    packages: ['nuxt', 'vue', 'vite'],
    files: NOTHING,
    output: '.output/public',
  },
  {
    name: 'sveltekit',
    framework: 'SvelteKit, adapter-static',
    source: 'examples/sveltekit',
    packages: ['@sveltejs/kit', 'svelte', 'vite'],
    files: NOTHING,
    photo: 'static',
    output: 'build',
  },
  {
    name: 'astro',
    framework: 'Astro',
    source: 'examples/astro',
    packages: ['astro', 'vite'],
    files: NOTHING,
    output: 'dist',
  },
  {
    name: 'angular',
    framework: 'Angular',
    source: 'examples/angular',
    packages: ['@angular/core', '@angular/build'],
    files: COPY,
    output: 'dist/example/browser',
  },
  ...bundledWays,
];
