/**
 * A browser of its own with one page.
 * @typedef {object} Session
 * @property {(address: string) => Promise<void>} open returns when the page has loaded
 * @property {(expression: string) => Promise<string>} evaluate an expression that gives a string at once
 * @property {() => Promise<void>} close ends the browser and all its processes
 */

/**
 * A browser that may be installed here.
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} [setting] what differs from the browser as it is shipped
 * @property {readonly Run[]} [runs] what is worth a look there; by default everything
 * @property {() => Promise<string | null>} version null where it is not installed
 * @property {() => Promise<Session>} start
 */

/** @typedef {readonly [backend: import('../../src/types.ts').BackendName, host: 'worker' | 'page', detector?: 'graph']} Run */

/**
 * A browser with other settings than its defaults.
 * @typedef {object} Variant
 * @property {string} [setting] how it is called
 * @property {readonly Run[]} [runs]
 * @property {readonly string[]} [args]
 * @property {Readonly<Record<string, boolean>>} [preferences]
 */

/** Milliseconds between two checks whether the page is done. */
const POLL = 100;

/**
 * Starts a function in the page and polls for its result, since a single call of a driver must be short.
 * @template Value
 * @template {readonly unknown[]} Arguments
 * @param {Session} session
 * @param {(...args: Arguments) => Value | Promise<Value>} job may use nothing but its arguments, which are JSON, and the page
 * @param {Arguments} args
 * @returns {Promise<Value>}
 */
export async function runInPage(session, job, ...args) {
  await session.evaluate(`(() => {
    globalThis.jobOutcome = null;
    const job = ${job};
    Promise.resolve().then(() => job(...${JSON.stringify(args)})).then(
      (value) => { globalThis.jobOutcome = { value }; },
      (error) => { globalThis.jobOutcome = { problem: String(error) }; },
    );
    return '';
  })()`);
  for (;;) {
    const outcome = JSON.parse(await session.evaluate('JSON.stringify(globalThis.jobOutcome ?? null)'));
    if (outcome?.problem !== undefined) throw new Error(outcome.problem);
    if (outcome !== null) return outcome.value;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/**
 * Starts a browser for some work and always ends it afterwards.
 * @template Value
 * @param {Engine} engine
 * @param {number} limitSeconds for all of it
 * @param {(session: Session) => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withSession(engine, limitSeconds, work) {
  /** @type {Session | undefined} */
  let session;
  let isOver = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${limitSeconds} s`)), limitSeconds * 1000);
  });
  const run = async () => {
    session = await engine.start();
    if (isOver) await session.close();
    return work(session);
  };
  try {
    return /** @type {Value} */ (await Promise.race([run(), limit]));
  } finally {
    isOver = true;
    clearTimeout(timer);
    await session?.close();
  }
}
