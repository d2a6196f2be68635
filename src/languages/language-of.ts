/** The language of an element: the closest `lang` around it, also outside of shadow trees, else the browser's language. */
export function languageOf(element: Element): string {
  let around: Element | null = element;
  while (around !== null) {
    const lang = around.closest<HTMLElement>('[lang]')?.lang ?? '';
    if (lang !== '') return lang;
    const root: Node = around.getRootNode();
    around = 'host' in root ? (root as ShadowRoot).host : null;
  }
  return element.ownerDocument.documentElement.lang || navigator.language;
}
