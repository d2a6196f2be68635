import * as detectorViews from './detector-views.ts';
import * as library from './library.ts';
import * as pictures from './pictures.ts';
import * as turned from './turned.ts';
import * as watch from './watch.ts';

/** The functions that tests call in the page. */
const parts = { detectorViews, library, pictures, turned, watch };

declare global {
  var harness: typeof parts;
}

globalThis.harness = parts;
