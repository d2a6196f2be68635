import { throwScriptMissing } from '../errors.ts';
import type * as library from '../index.ts';

/** Loads the library when it is first needed, so that a page without a face stays light. */
export function loadLibrary(): Promise<typeof library> {
  return import('../index.ts').catch(throwScriptMissing);
}
