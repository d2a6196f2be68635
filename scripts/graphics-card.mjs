/** Headless Chromium draws on a card only through Vulkan; there is no window for which Vulkan would need a surface. */
export const ON_CARD = [
  '--enable-gpu',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
];

/** WebGPU on the processor (SwiftShader), where there is no card. Without the first flag there is no adapter. */
export const ON_PROCESSOR = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
