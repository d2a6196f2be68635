import { expect, test } from 'vitest';
import { publicElement } from './public-element.mjs';

const emitted = `import { LitElement, type TemplateResult } from 'lit';
import type { Words } from '../../view/index.ts';
/** A picture. */
export declare class FaceCurveElement extends LitElement {
    static readonly styles: unknown;
    /** Address of the picture. */
    src: string | null;
    words: Words;
    private session;
    protected render(): TemplateResult;
}
export interface Other {
}
`;

test('an element becomes an HTMLElement with its public members and their docstrings', () => {
  expect(publicElement(emitted)).toBe(`import type { Words } from '../../view/index.ts';
/** A picture. */
export declare class FaceCurveElement extends HTMLElement {
    /** Address of the picture. */
    src: string | null;
    words: Words;
}
export interface Other {
}
`);
});

test('other declarations stay as they are', () => {
  const other = "export declare const x: import('lit').LitElement;\n";
  expect(publicElement(other)).toBe(other);
});
