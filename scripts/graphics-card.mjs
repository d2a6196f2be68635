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

/**
 * The same, ready sooner: what only checks answers starts with these.
 * By the first flag no WebGPU shader sets the memory of its group to zero first: that code takes two thirds of the time in which
 * SwiftShader compiles a network. A kernel that counts on it fails the golden vectors.
 * By the second flag each WebGL program is compiled once, when it is first drawn with. Else it is compiled when it is linked as well, for a
 * drawing that never comes, and in parts.
 */
export const ON_PROCESSOR_SOONER = [
  ...ON_PROCESSOR,
  '--enable-dawn-features=disable_workgroup_init',
  '--disable-angle-features=supportsGraphicsPipelineLibrary,warmUpPipelineCacheAtLink',
];
