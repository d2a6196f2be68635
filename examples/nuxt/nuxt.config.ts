export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  // Without this Vue would search for a component of this name.
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'face-curve' } },
});
