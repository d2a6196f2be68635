import vue from '@vitejs/plugin-vue';

export default {
  plugins: [
    // Without this Vue would search for a component of this name.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'face-curve' } } }),
  ],
};
