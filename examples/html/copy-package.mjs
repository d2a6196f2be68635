// A page without a bundler serves the package's folder as it is, here next to index.html.
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const manifest = createRequire(import.meta.url).resolve('facecurve/package.json');
await cp(path.dirname(manifest), new URL('facecurve', import.meta.url), { recursive: true });
