import { programOnPath } from './installed.mjs';
import { endGroup, printed, startGroup } from './processes.mjs';

/**
 * A display that nobody sees: Firefox has no WebGL without one, WebKitGTK no window. Without Xvfb the user's own.
 * @returns {Promise<{environment: NodeJS.ProcessEnv, close: () => void} | null>} null where there is none at all
 */
export async function openDisplay() {
  const program = programOnPath('Xvfb');
  if (program === undefined) {
    const { DISPLAY } = process.env;
    return DISPLAY ? { environment: { DISPLAY }, close: () => undefined } : null;
  }
  const server = startGroup(program, ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']);
  const number = await printed(server, /^(\d+)\n/m, 30);
  return {
    // No graphics card draws on it.
    environment: { DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: '1', WAYLAND_DISPLAY: undefined },
    close: () => endGroup(server),
  };
}
