import { spawn } from 'node:child_process';
import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '..');

/**
 * @typedef {object} RunOptions
 * @property {number} limitSeconds the command and its children are ended after this time
 * @property {boolean} [show] prints the output as it comes and does not keep it
 * @property {NodeJS.ProcessEnv} [environment] added to the environment of this process
 * @property {string} [folder]
 */

/** @typedef {{code: number, output: string, timedOut: boolean}} RunResult */

/**
 * Runs a command to its end. A failure is part of the result and is never thrown.
 * @param {readonly [string, ...string[]]} command
 * @param {RunOptions} options
 * @returns {Promise<RunResult>}
 */
export function runCommand([program, ...args], { limitSeconds, show = false, environment, folder }) {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(program, args, {
    cwd: folder ?? projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    // A process group of its own: at the time limit, servers and browsers that the command started end with the command.
    detached: ownGroup,
    // On Windows npm is a .cmd file, which only a shell can start.
    shell: process.platform === 'win32' && program === 'npm',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const end = () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // The process has ended by itself in the meantime.
    }
  };
  const interrupt = () => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);

  return new Promise((resolve) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      output += `\nstopped after ${limitSeconds} s\n`;
      if (show) console.error(`stopped after ${limitSeconds} s`);
      end();
    }, limitSeconds * 1000);
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve({ code, output, timedOut });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    // "exit" and not "close": a grandchild that is still running would keep the pipes open for ever.
    child.on('exit', (code) => setImmediate(finish, code ?? 1));
  });
}

/** The command that starts npm: the same npm that started this process, if there is one. @returns {[string, ...string[]]} */
export function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}
