/** The analyzer's own declarations describe its command alone. */
declare module '@custom-elements-manifest/analyzer/index.js' {
  /** The compiler that the analyzer brings: another version numbers its nodes otherwise. */
  export const ts: typeof import('typescript');
  export function create(options: {
    modules: readonly import('typescript').SourceFile[];
    plugins: readonly object[];
    context: { dev: boolean };
  }): import('./element-manifest.mjs').Manifest;
}

declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  export function litPlugin(): object[];
}
