import type { BackendName } from '../types.ts';

const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|basic render/i;

/** Whether WebGL 2 is computed by the processor; null where there is none. */
export function isSoftwareWebgl(): boolean | null {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return null;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE_RENDERERS.test(String(renderer));
}

/**
 * The adapter for WebGPU; null where there is none. `navigator.gpu` can exist and be null. Requested twice: Chromium over
 * Vulkan, on an NVIDIA H100, gave null to every browser's first request and an adapter to its second.
 */
export async function requestGpuAdapter(): Promise<GPUAdapter | null> {
  const request = async () => navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  return (await request()) ?? (await request()) ?? null;
}

/** Why a backend would not run on hardware here; null if it does. Known before any of the backend's code is loaded. */
export async function missingHardware(name: BackendName): Promise<string | null> {
  if (name === 'wasm') return null;
  if (name === 'webgpu') {
    const adapter = await requestGpuAdapter();
    if (adapter === null) return 'WebGPU offers no adapter.';
    return adapter.info.isFallbackAdapter ? 'The adapter is computed by the processor.' : null;
  }
  const isSoftware = isSoftwareWebgl();
  if (isSoftware === null) return 'There is no WebGL 2.';
  return isSoftware ? 'WebGL is computed by the processor.' : null;
}
