import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import type { Host } from './host.ts';
import { Link, type LinkEvents } from './link.ts';

let host: Host | undefined;

/**
 * Links to a host in the page itself, for browsers and policies that allow no worker.
 * @throws FaceCurveError `backend-unavailable` while the page hosts an estimator with other settings
 */
export async function linkToPage(events: LinkEvents): Promise<Link> {
  const { Host } = await import('./host.ts').catch(throwScriptMissing);
  if (host !== undefined) {
    throw new FaceCurveError(
      'backend-unavailable',
      'The page itself can run one backend and one model at a time.',
      {
        remedy:
          'Give all estimators the same backend, model, detector and assets, or allow workers (CSP worker-src).',
      },
    );
  }
  const own = new Host('page', (response) => link.receive(response));
  host = own;
  const link = new Link(
    {
      // Queued, so that an answer never comes before the call has returned.
      post: (request) => queueMicrotask(() => own.receive(request)),
      end: () => {
        host = undefined;
        void own.dispose();
      },
    },
    events,
  );
  return link;
}
