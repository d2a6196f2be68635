import { programOnPath } from './installed.mjs';
import { endGroup, printed, startGroup } from './processes.mjs';

/**
 * Opens a virtual display (Xvfb): without a display Firefox has no WebGL and WebKitGTK no window. Without Xvfb the display
 * is the user's own.
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
    // The virtual display has no graphics card.
    environment: { DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: '1', WAYLAND_DISPLAY: undefined },
    close: () => endGroup(server),
  };
}
