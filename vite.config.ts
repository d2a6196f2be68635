import { defineConfig } from 'vite';

/** `vite build` makes the site; `vite build --mode harness` adds the page through which tests and scripts reach the parts. */
export default defineConfig(({ mode }) => {
  const harness = mode === 'harness';
  return {
    base: './',
    worker: { format: 'es' },
    server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin' } },
    build: {
      target: 'es2022',
      outDir: harness ? 'dist/harness' : 'dist/site',
      assetsDir: 'built',
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: harness ? { index: 'index.html', harness: 'e2e/harness/index.html' } : { index: 'index.html' },
      },
    },
  };
});
