import { readFile } from 'node:fs/promises';

/** A request that a page, a worker or a service worker made. */
export interface LoggedRequest {
  readonly url: string;
  /** The origin that made the request; `not an origin` for a page itself. */
  readonly initiator: string;
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: NetLogParameters }[];
}

interface NetLogParameters {
  readonly url?: string;
  readonly initiator?: string;
  readonly request_type?: string;
}

/** Makes Chromium log every request that reaches its network stack; the file is complete once Chromium has closed. */
export function requestLogArguments(file: string): string[] {
  return [`--log-net-log=${file}`];
}

/**
 * The requests of the log in the order in which they began, sockets, beacons and workers' included. The browser's own (its
 * updates, its accounts) have neither an origin that asked nor a page that is opened by them, and are left out.
 */
export async function readRequestLog(file: string): Promise<LoggedRequest[]> {
  const log = JSON.parse(await readFile(file, 'utf8')) as NetLog;
  const started = log.constants.logEventTypes.URL_REQUEST_START_JOB;
  return log.events.flatMap(({ type, params }) => {
    const { url, initiator = '', request_type = '' } = params ?? {};
    if (type !== started || url === undefined) return [];
    const isOfBrowser = initiator === 'not an origin' && !request_type.endsWith('frame');
    return isOfBrowser ? [] : [{ url, initiator }];
  });
}
