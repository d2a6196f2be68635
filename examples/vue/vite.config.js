import vue from '@vitejs/plugin-vue';

export default {
  plugins: [
    // Vue would look for a component of this name.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'face-curve' } } }),
  ],
  worker: { format: 'es' },
};
