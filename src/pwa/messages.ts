/** What a page asks of a service worker. */
export type WorkerRequest =
  /** A waiting version is to take over: the reader agreed. */
  | 'take-over'
  /** Files that are no longer kept are to be fetched again; answered with a `KeepingOutcome`. */
  | 'mend'
  /** The picture that was shared with the page is wanted; answered with the file, or null. */
  | 'shared-picture';

/** How keeping the site's files ended. */
export type KeepingOutcome = 'kept' | 'storage-full' | 'unreachable';

/** What a service worker says to all pages when it could not keep everything. */
export interface KeepingFailed {
  readonly keepingFailed: KeepingOutcome;
}

/** In the address of the page while a picture that was shared waits for it. */
export const SHARED_PARAMETER = 'shared';

/** Below the site, where the manifest sends what is shared. */
export const SHARE_ADDRESS = 'share-picture';
