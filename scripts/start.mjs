/** `npm start`: installs missing packages, prepares the assets and opens the demo. Plain Node, since no package may be installed. */
import { installDependencies } from './install-dependencies.mjs';

await installDependencies();
// Imported only now, since these modules need the packages that were just installed.
const { prepareAssets } = await import('./prepare-assets.mjs');
const { createServer } = await import('vite');

await prepareAssets();
const hasDisplay =
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const server = await createServer({ server: { open: hasDisplay && !process.env.CI } });
await server.listen();
console.log('\n  facecurve: the demo is at\n');
server.printUrls();
if (hasDisplay) server.bindCLIShortcuts({ print: true });
