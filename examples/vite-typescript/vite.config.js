// Each backend (WebGPU, WebGL, WASM) stays a file of its own, and only the used one is loaded.
export default { worker: { format: 'es' } };
