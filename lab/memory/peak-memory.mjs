import { readFile } from 'node:fs/promises';

/** Milliseconds between two readings. */
const PERIOD = 20;

/**
 * @typedef {object} Held
 * @property {number} own bytes that the processes hold themselves, memory that they share counted once
 * @property {number} whole the same with the files of the program that lie in memory, which other browsers share
 */

/**
 * Reads again and again how much memory the browser's processes hold together (Linux alone tells).
 * @param {import('playwright').Browser} browser
 * @returns {Promise<() => Promise<Held>>} ends the reading and gives the largest sums
 */
export async function watchMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const heldBytes = memoryReader();
  const most = { own: 0, whole: 0 };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const held = await Promise.all(processInfo.map(({ id }) => heldBytes(id)));
      for (const of of /** @type {const} */ (['own', 'whole'])) {
        most[of] = Math.max(
          most[of],
          held.reduce((sum, each) => sum + each[of], 0),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    await session.detach();
    return most;
  };
}

/** Reads a process again only when its pages have changed, which is cheap to ask: the processor is for the browser that is measured. */
function memoryReader() {
  /** @type {Map<number, { pages: string, held: Held }>} */
  const known = new Map();
  return async (/** @type {number} id of a process */ id) => {
    // A process may have ended since it was named.
    const pages = await readFile(`/proc/${id}/statm`, 'utf8').catch(() => '');
    const before = known.get(id);
    if (before?.pages === pages) return before.held;
    const held = await readHeld(id);
    known.set(id, { pages, held });
    return held;
  };
}

/** Of memory that processes share each holds a part, so that the sum counts it once. @param {number} id of a process @returns {Promise<Held>} */
async function readHeld(id) {
  const parts = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  const bytes = (/** @type {string} */ name) =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(parts)?.[1] ?? 0);
  return { own: bytes('Pss_Anon') + bytes('Pss_Shmem'), whole: bytes('Pss') };
}
