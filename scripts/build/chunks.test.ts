import { expect, it } from 'vitest';
import { parallelImports } from './chunks.mjs';

/** A chunk in the shape that the plugin reads. */
const chunk = (fileName: string, imports: readonly string[], code = '') => ({
  type: 'chunk',
  fileName: `built/${fileName}`,
  imports: imports.map((name) => `built/${name}`),
  code,
});

it('requests what a module imports together with the module, unless it is there already', () => {
  const bundle = Object.fromEntries(
    [
      chunk('worker.js', [], 'import(`./main.js`).then(run)'),
      chunk('main.js', ['core.js'], "await import('./late.js');import(`./core.js`)"),
      chunk('late.js', ['core.js', 'more.js', 'main.js']),
      chunk('core.js', ['runtime.js']),
      chunk('more.js', []),
      chunk('runtime.js', []),
    ].map((each) => [each.fileName, each]),
  );
  const { generateBundle } = parallelImports();
  if (typeof generateBundle !== 'object') throw new TypeError('The plugin has no handler.');
  generateBundle.handler.call(undefined as never, undefined as never, bundle as never, true);
  const early = (name: string) => `import("./${name}").catch(()=>{}),`;
  expect(bundle['built/worker.js']?.code).toBe(
    `(${early('core.js')}${early('runtime.js')}import(\`./main.js\`)).then(run)`,
  );
  expect(bundle['built/main.js']?.code).toBe(
    `await (${early('more.js')}import('./late.js'));import(\`./core.js\`)`,
  );
});

it('leaves the files alone that it is not for', () => {
  const code = 'import(`./core.js`)';
  const bundle = {
    'built/main.js': chunk('main.js', [], code),
    'built/core.js': chunk('core.js', ['more.js']),
  };
  const { generateBundle } = parallelImports(/worker/);
  if (typeof generateBundle !== 'object') throw new TypeError('The plugin has no handler.');
  generateBundle.handler.call(undefined as never, undefined as never, bundle as never, true);
  expect(bundle['built/main.js'].code).toBe(code);
});
