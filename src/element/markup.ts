import type { FaceCurveEventMap } from './events.ts';
import type { FaceCurveElement } from './face-curve.ts';

/**
 * The element's properties, as markup sets them: a number may be text, null and undefined stand for the default.
 * In the package, where the class extends HTMLElement alone, nothing of Lit is among them.
 */
export type Properties = {
  [Name in keyof FaceCurveElement as Name extends keyof HTMLElement | Method ? never : Name]?: OrNothing<
    FaceCurveElement[Name] extends number ? number | `${number}` : FaceCurveElement[Name]
  >;
};

type Method = {
  [Name in keyof FaceCurveElement]: FaceCurveElement[Name] extends (...values: never) => unknown
    ? Name
    : never;
}[keyof FaceCurveElement];

/** The element's attributes, for markup that sets nothing else. A switch is there or not: its value says nothing. */
export type Attributes = {
  [Name in keyof Properties as FaceCurveElement[Name] extends Simple ? Name : never]?: OrNothing<
    FaceCurveElement[Name] extends boolean ? true | '' : Properties[Name]
  >;
};

/** Listeners of the element's events by their names in markup. */
export type Listeners<Prefix extends string> = {
  [Name in keyof FaceCurveEventMap as `${Prefix}${Name}`]?: OrNothing<
    (event: FaceCurveEventMap[Name]) => void
  >;
};

type Simple = string | number | boolean | null;

type OrNothing<Value> = Value | null | undefined;
