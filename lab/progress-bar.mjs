/**
 * Shows the progress of a long run in one line; writes a line every 5 % if the output is no terminal.
 * @param {string} title
 * @param {number} total
 */
export function progressBar(title, total) {
  const start = performance.now();
  let lastShare = -1;
  return {
    /** @param {number} done */
    update(done) {
      const share = total === 0 ? 1 : done / total;
      const seconds = (performance.now() - start) / 1000;
      const rate = done / Math.max(seconds, 1e-3);
      const filled = Math.round(share * 30);
      const line = `${title} [${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${done}/${total}  ${rate.toFixed(1)}/s`;
      if (process.stderr.isTTY) process.stderr.write(`\r${line}${done >= total ? '\n' : ''}`);
      else if (Math.floor(share * 20) > lastShare) {
        lastShare = Math.floor(share * 20);
        process.stderr.write(`${line}\n`);
      }
    },
  };
}
