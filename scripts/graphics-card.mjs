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

/** Flags for checks that compare answers and no times: a software GPU starts faster with them. */
export const ON_PROCESSOR_SOONER = [
  ...ON_PROCESSOR,
  // WebGPU shaders skip the code that sets workgroup memory to zero: SwiftShader needs two thirds of its compile time for that code.
  // The golden vectors fail if a kernel needs the zeros.
  '--enable-dawn-features=disable_workgroup_init',
  // Chromium compiles each WebGL program once, at its first draw. By default Chromium compiles the program at link time too.
  '--disable-angle-features=supportsGraphicsPipelineLibrary,warmUpPipelineCacheAtLink',
];
