/** Each has an entry `facecurve/…`: the element with its types for this framework's markup. */
export const FRAMEWORKS = ['preact', 'react', 'solid', 'svelte', 'vue'];

/** @param {string} name */
const frameworkEntry = (name) => [
  `./${name}`,
  { types: `./types/frameworks/${name}.d.ts`, default: './esm/element.js' },
];

/**
 * Builds the package.json of the npm package: name and description are those of the project, the contents are stated here.
 * The package contains everything that it needs, so it has no dependencies.
 * @param {{name: string, version: string, description: string, repository?: unknown}} project
 * @param {readonly string[]} modules names below esm/
 */
export function packageManifest({ name, version, description, repository }, modules) {
  return {
    name,
    version,
    description,
    // npm compares it with the workflow that publishes.
    ...(repository !== undefined && { repository }),
    keywords: ['age', 'face', 'distribution', 'web-component', 'webgpu', 'privacy', 'offline'],
    // The code alone is Apache-2.0; the weights keep the terms of the data that they were learned from.
    license: 'SEE LICENSE IN LICENCES.md',
    type: 'module',
    exports: {
      '.': { types: './types/index.d.ts', default: './esm/index.js' },
      './element': { types: './types/element/index.d.ts', default: './esm/element.js' },
      ...Object.fromEntries(FRAMEWORKS.map(frameworkEntry)),
      // The types of the script tag's global; the file itself is loaded by its tag.
      './script': { types: './types/script.d.ts', default: './facecurve.js' },
      './assets/*': './assets/*',
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    main: './esm/index.js',
    types: './types/index.d.ts',
    customElements: './custom-elements.json',
    unpkg: './facecurve.js',
    jsdelivr: './facecurve.js',
    // Importing the library alone does nothing; every other module registers something: the element, a backend's kernels.
    sideEffects: [
      './facecurve.js',
      ...modules.filter((file) => file !== 'index.js').map((file) => `./esm/${file}`),
    ],
    files: [
      'facecurve.js',
      'integrity.json',
      'sbom.json',
      'custom-elements.json',
      'esm',
      'element',
      'types',
      'assets',
      'docs',
      'models',
      '*.md',
      '*.txt',
    ],
  };
}

/** The package.json of the folder `element/`, for what does not read `exports`: Parcel, TypeScript's `moduleResolution: node`. */
export const ELEMENT_MANIFEST = {
  type: 'module',
  main: '../esm/element.js',
  types: '../types/element/index.d.ts',
};
