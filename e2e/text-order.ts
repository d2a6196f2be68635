/**
 * Runs in a page: names each visible English or German text whose ends stand the wrong way round. In a page that is written from right to
 * left, the full stop goes to the left and a number at the beginning to the right, unless the text keeps its own direction.
 */
export function turnedTexts(): string[] {
  const roots: ParentNode[] = [document.body];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) roots.push(shadowRoot);
  }
  const placeOf = (text: Node, at: number) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  /** Whether a character stands to the right of a later one in its line. */
  const isTurned = (text: Node, before: number, after: number) => {
    const [first, second] = [placeOf(text, before), placeOf(text, after)];
    return first.width > 0 && Math.abs(first.top - second.top) < 2 && first.left > second.left;
  };
  return roots.flatMap((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const turned: string[] = [];
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const content = text.textContent ?? '';
      const end = content.trimEnd().length - 1;
      const start = content.length - content.trimStart().length;
      const space = content.indexOf(' ', start);
      const { parentElement: parent } = text;
      if (end <= start || parent?.checkVisibility() !== true || parent.closest('.visually-hidden')) continue;
      const isWrong =
        (content[end] === '.' && isTurned(text, end - 1, end)) ||
        (space > 0 && space < end && isTurned(text, start, space + 1));
      if (isWrong) turned.push(content.trim());
    }
    return turned;
  });
}
