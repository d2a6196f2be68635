import { throwScriptMissing } from '../errors.ts';
import type * as library from '../index.ts';

/** The library with all that computes. It comes by itself when it is needed: a page without a face stays light. */
export function loadLibrary(): Promise<typeof library> {
  return import('../index.ts').catch(throwScriptMissing);
}
