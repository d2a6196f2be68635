import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { FaceCurveElement } from '../element/index.ts';
import type { Attributes, Listeners, Properties } from '../element/markup.ts';

export * from '../element/index.ts';

/** A custom element of React 18 has a `class`, not a `className`. */
type Html = DetailedHTMLProps<HTMLAttributes<FaceCurveElement>, FaceCurveElement> & { class?: string };

/** React 18 sets attributes alone: properties and events go through a ref. */
type Own18 = Attributes & { [Name in keyof Listeners<'on'>]?: never };

type Own19 = Properties & Listeners<'on'>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // React 19 has no `createFactory`.
      'face-curve': Html & (typeof import('react') extends { createFactory: unknown } ? Own18 : Own19);
    }
  }
}
