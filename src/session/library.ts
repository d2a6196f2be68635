import type * as library from '../index.ts';

/** What a session needs of the library. The element loads the library when it is first needed, the demo has it at once. */
export type SessionLibrary = Pick<typeof library, 'createEstimator' | 'decodeImage' | 'openCamera'>;
