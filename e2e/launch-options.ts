import type { LaunchOptions } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.mjs';

/** WebGPU on the processor (SwiftShader), so that the tests need no graphics card. Without the first flag there is no adapter. */
export const softwareWebGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** How every test starts its browser; `extraArguments` are for tests that need another camera or graphics. */
export async function launchOptions(
  extraArguments: readonly string[] = softwareWebGpu,
): Promise<LaunchOptions> {
  return { executablePath: await findBrowser(), args: [...extraArguments] };
}
