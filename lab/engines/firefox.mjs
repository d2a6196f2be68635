import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectBidi } from './bidi.mjs';
import { programOnPath, versionOf } from './installed.mjs';
import { endGroup, printed, startGroup } from './processes.mjs';

/** Preferences in addition to the preferences that Firefox sets for a remote session. */
const PREFERENCES = { 'app.update.enabled': false, 'browser.aboutwelcome.enabled': false };

/** @typedef {import('./session.mjs').Variant} Variant */

/**
 * Firefox over WebDriver BiDi, which needs no separate driver.
 * @param {NodeJS.ProcessEnv} environment with a display
 * @param {Omit<Variant, 'args'>} [changes]
 * @returns {import('./session.mjs').Engine}
 */
export function firefoxEngine(environment, { preferences = {}, ...variant } = {}) {
  const chosen = process.env.FIREFOX_PATH;
  const program = chosen || programOnPath('firefox-esr', 'firefox');
  return {
    name: 'Firefox',
    ...variant,
    version: () => versionOf(program, /Firefox (\S+)/, environment),
    async start() {
      const profile = await mkdtemp(path.join(tmpdir(), 'facecurve-firefox-'));
      await writeFile(path.join(profile, 'user.js'), userPreferences({ ...PREFERENCES, ...preferences }));
      const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
      const firefox = startGroup(program ?? '', [...args, 'about:blank'], environment);
      const close = async () => {
        endGroup(firefox);
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      };
      try {
        return await openSession(await printed(firefox, /BiDi listening on (ws:\S+)/, 60), close);
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/** @param {Readonly<Record<string, boolean>>} preferences */
function userPreferences(preferences) {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`)
    .join('');
}

/**
 * @param {string} address of the browser's WebSocket
 * @param {() => Promise<void>} endBrowser
 * @returns {Promise<import('./session.mjs').Session>}
 */
async function openSession(address, endBrowser) {
  const bidi = await connectBidi(`${address}/session`);
  await bidi.send('session.new', { capabilities: {} });
  const { contexts } = await bidi.send('browsingContext.getTree', {});
  const context = contexts?.[0]?.context ?? '';
  return {
    async open(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async evaluate(expression) {
      const { result, exceptionDetails } = await bidi.send('script.evaluate', {
        expression,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
      return result?.value ?? '';
    },
    async close() {
      bidi.close();
      await endBrowser();
    },
  };
}
