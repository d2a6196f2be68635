import type { Words } from './words.ts';

/** Custom texts that replace single sentences, or single ones of a group. */
export type OwnWords = {
  readonly [Name in keyof Words]?: Words[Name] extends
    | string
    | readonly unknown[]
    | ((...given: never) => unknown)
    ? Words[Name]
    : Partial<Words[Name]>;
};

/** Returns the table with custom texts in the place of its own. */
export function withOwnWords(words: Words, own: OwnWords): Words {
  const merged: Record<string, unknown> = { ...words };
  for (const [name, value] of Object.entries(own)) {
    const group = merged[name];
    merged[name] = isGroup(value) && isGroup(group) ? { ...group, ...value } : value;
  }
  return merged as unknown as Words;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
