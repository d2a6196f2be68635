import { spawn } from 'node:child_process';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Running process groups; all of them end with this process. */
const running = /** @type {Set<ChildProcess>} */ (new Set());

/**
 * Starts a program in a process group of its own, so that its child processes end with the program (the browser of a
 * driver, the processes of a browser).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment] added to this process's
 * @param {string} [folder] by default that of this process
 */
export function startGroup(program, args, environment = {}, folder = process.cwd()) {
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  // Without a reader the pipe fills, and the program stops when it writes.
  child.stdout.setEncoding('utf8').resume();
  child.stderr.setEncoding('utf8').resume();
  return child;
}

/** Ends a program and all it has started. @param {ChildProcess} child */
export function endGroup(child) {
  running.delete(child);
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended by itself.
  }
}

process.on('exit', () => running.forEach(endGroup));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => process.exit(1));
}

/**
 * Waits for the first match of a pattern in the program's output.
 * @param {ReturnType<typeof startGroup>} child
 * @param {RegExp} pattern with one group
 * @param {number} limitSeconds
 * @returns {Promise<string>}
 */
export function printed(child, pattern, limitSeconds) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ what) =>
      reject(new Error(`${child.spawnfile} ${what}: ${output.trim().slice(-500)}`));
    const timer = setTimeout(
      () => fail(`printed nothing like ${pattern} in ${limitSeconds} s`),
      limitSeconds * 1000,
    );
    const read = (/** @type {string} */ text) => {
      output += text;
      const found = pattern.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
