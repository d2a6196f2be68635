import type { EmitFn, HTMLAttributes } from 'vue';
import type { FaceCurveElement, FaceCurveEventMap } from '../element/index.ts';
import type { Properties } from '../element/markup.ts';

export * from '../element/index.ts';

type Emits = { [Name in keyof FaceCurveEventMap]: (event: FaceCurveEventMap[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'face-curve': new () => FaceCurveElement & {
      $props: HTMLAttributes & Properties;
      $emit: EmitFn<Emits>;
    };
  }
}
