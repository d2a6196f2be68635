// The backends (WebGPU, WebGL, WASM) stay files of their own, and only the one that is used is loaded.
export default { worker: { format: 'es' } };
