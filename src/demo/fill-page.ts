import type { PageSentence, PageWords } from '../languages/index.ts';

/** The language of the page: `?lang=` in its address, else the browser's language. */
export function pageLanguage(): string {
  return new URLSearchParams(location.search).get('lang') ?? navigator.language;
}

/** Fills the marked sentences: the text of an element, or the attribute that its mark stands for. */
export function fillPage(words: PageWords): void {
  for (const [attribute, target] of TARGETS) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const sentence = words[element.getAttribute(attribute) as PageSentence];
      if (target === null) element.textContent = sentence;
      else element.setAttribute(target, sentence);
    }
  }
}

const TARGETS = [
  ['data-words', null],
  ['data-words-label', 'aria-label'],
  ['data-words-alt', 'alt'],
] as const;
