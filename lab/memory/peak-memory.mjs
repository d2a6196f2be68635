import { readFile } from 'node:fs/promises';

/** Milliseconds between two readings. */
const PERIOD = 50;

/**
 * Reads again and again how much memory the browser's processes hold together (Linux alone tells).
 * @param {import('playwright').Browser} browser
 * @returns {Promise<() => Promise<number>>} ends the reading and gives the largest sum, in bytes
 */
export async function watchMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const sizes = await Promise.all(processInfo.map(({ id }) => heldBytes(id)));
      most = Math.max(
        most,
        sizes.reduce((sum, size) => sum + size, 0),
      );
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

/** Memory that processes share counts in parts, so that the sum counts it once. @param {number} id of a process */
async function heldBytes(id) {
  // A process may have ended since it was named.
  const parts = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  return 1024 * Number(/^Pss:\s+(\d+)/m.exec(parts)?.[1] ?? 0);
}
