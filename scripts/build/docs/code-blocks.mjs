/**
 * @typedef {object} CodeBlock
 * @property {string} language
 * @property {string | undefined} name second word behind the fence: the file that the reader writes
 * @property {string} content
 * @property {number} start of the content in the page
 */

/**
 * Finds the fenced blocks of code of a Markdown page.
 * @param {string} markdown
 * @returns {CodeBlock[]}
 */
export function codeBlocks(markdown) {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match) => {
    const [block, language = '', name, content = ''] = match;
    return { language, name, content, start: match.index + block.indexOf('\n') + 1 };
  });
}

/** @typedef {{title: string, code: CodeBlock, output: CodeBlock}} Example */

/**
 * Finds the examples of a page: each block of code that is followed by a block of the language `text`, its output. The title is
 * the heading above.
 * @param {string} markdown
 * @returns {Example[]}
 */
export function examplesOf(markdown) {
  const blocks = codeBlocks(markdown);
  return blocks.flatMap((output, index) => {
    const code = blocks[index - 1];
    if (output.language !== 'text' || code === undefined) return [];
    const title = [...markdown.slice(0, code.start).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] ?? '';
    return [{ title, code, output }];
  });
}
