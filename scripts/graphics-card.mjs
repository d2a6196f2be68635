/** Flags for a graphics card: headless Chromium uses a card only through Vulkan, and needs no surface without a window. */
export const ON_CARD = [
  '--enable-gpu',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
];

/** Flags for WebGPU on the processor (SwiftShader), without a card. Without the first flag there is no adapter. */
export const ON_PROCESSOR = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
