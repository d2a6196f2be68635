import type { Words } from './words.ts';

/** Custom texts that replace single sentences, or single ones of a group. */
export type OwnWords = {
  readonly [Name in keyof Words]?: Words[Name] extends
    | string
    | readonly unknown[]
    | ((...given: never) => unknown)
    ? Words[Name] | undefined
    : { readonly [Part in keyof Words[Name]]?: Words[Name][Part] | undefined } | undefined;
};

/** Returns the table with custom texts in the place of its own. */
export function withOwnWords(words: Words, own: OwnWords): Words {
  return merge(words, own) as unknown as Words;
}

function merge(table: object, own: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...table };
  for (const [name, value] of Object.entries(own)) {
    const present = merged[name];
    if (value !== undefined)
      merged[name] = isGroup(value) && isGroup(present) ? merge(present, value) : value;
  }
  return merged;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
