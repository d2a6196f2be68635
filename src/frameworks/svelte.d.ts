import type { HTMLAttributes } from 'svelte/elements';
import type { FaceCurveElement } from '../element/index.ts';
import type { Listeners, Properties } from '../element/markup.ts';

export * from '../element/index.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'face-curve': HTMLAttributes<FaceCurveElement> & Properties & Listeners<'on' | 'on:'>;
  }
}
