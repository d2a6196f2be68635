import { english } from './english.ts';
import { german } from './german.ts';
import type { Words } from './words.ts';

const TABLES: readonly Words[] = [english, german];

/** The table of a language (BCP 47, also with a region), English where there is none. */
export function wordsFor(language: string): Words {
  const [main] = language.toLowerCase().split('-');
  return TABLES.find((table) => table.language === main) ?? english;
}

/** What an element and all around it are written in: the closest `lang`, also outside of shadow trees, else the browser's. */
export function languageOf(element: Element): string {
  let around: Element | null = element;
  while (around !== null) {
    const lang = around.closest<HTMLElement>('[lang]')?.lang ?? '';
    if (lang !== '') return lang;
    const root: Node = around.getRootNode();
    around = root instanceof ShadowRoot ? root.host : null;
  }
  return document.documentElement.lang || navigator.language;
}

/** Some words of one's own: single sentences, and single ones of the groups. */
export type OwnWords = {
  readonly [Name in keyof Words]?: Words[Name] extends
    | string
    | readonly unknown[]
    | ((...given: never) => unknown)
    ? Words[Name]
    : Partial<Words[Name]>;
};

/** The table with one's own words in the place of its. */
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
