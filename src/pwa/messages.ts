/** Requests of a page to a service worker. */
export type WorkerRequest =
  /** Lets a waiting version take over: the user agreed. */
  | 'take-over'
  /** Fetches files again that are no longer kept; answered with a `KeepingOutcome`. */
  | 'mend'
  /** Asks for the picture that was shared with the page; answered with the file, or null. */
  | 'shared-picture';

/** The result of keeping the site's files. */
export type KeepingOutcome = 'kept' | 'storage-full' | 'unreachable';

/** Sent to all pages when a service worker could not keep every file. */
export interface KeepingFailed {
  readonly keepingFailed: KeepingOutcome;
}

/** Part of the page's address while a shared picture waits for the page. */
export const SHARED_PARAMETER = 'shared';

/** The address below the site to which the manifest sends shared pictures. */
export const SHARE_ADDRESS = 'share-picture';
