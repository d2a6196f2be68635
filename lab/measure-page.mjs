// Measures what the built page costs before it is seen, and until it is ready (run `npm run build` first).
import { readOptions } from '../scripts/command-line.mjs';
import { measurePageLoad } from './page-load/measure-page-load.mjs';

readOptions('npm run measure:page', {});
await measurePageLoad();
