import MarkdownIt from 'markdown-it';

/** @typedef {{title: string, html: string, anchors: Set<string>, links: string[]}} RenderedPage */

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** An anchor that TypeDoc writes as HTML, after escaping: all other HTML stays escaped. */
const TYPEDOC_ANCHOR = /&lt;a id=&quot;([\w-]+)&quot;&gt;&lt;\/a&gt;/g;

/** A comment on a line of its own: a mark for a command that writes into the source; readers do not see it. */
const COMMENT = /<p>&lt;!--[^<]*--&gt;<\/p>\s*/g;

/**
 * Makes a heading's anchor as GitHub does, so that a link works in the file and in the site.
 * @param {string} text
 */
function slug(text) {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** @param {string} href of a Markdown file's link @param {(file: string) => string | undefined} pageOf */
function siteAddress(href, pageOf) {
  const [file = '', anchor] = href.split('#');
  const page = /\.(md|svg)$/.test(file) ? pageOf(file) : undefined;
  if (page === undefined) return href;
  return anchor === undefined ? page : `${page}#${anchor}`;
}

/**
 * Renders a page of the documentation as HTML, with its links and its anchors.
 * @param {string} source Markdown
 * @param {(file: string) => string | undefined} pageOf the site's page of a Markdown file, or picture, as links name it
 * @returns {RenderedPage}
 */
export function renderPage(source, pageOf) {
  const tokens = markdown.parse(source, {});
  const headings = addAnchors(tokens);
  /** @type {string[]} */
  const links = [];
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const attribute = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : undefined;
    if (attribute === undefined) continue;
    const address = siteAddress(String(token.attrGet(attribute) ?? ''), pageOf);
    token.attrSet(attribute, address);
    links.push(address);
  }
  const title = tokens[tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1') + 1];
  const rendered = markdown.renderer.render(tokens, markdown.options, {});
  const anchors = [...rendered.matchAll(TYPEDOC_ANCHOR)].flatMap(([, id]) => id ?? []);
  const html = rendered
    .replaceAll(TYPEDOC_ANCHOR, '<a id="$1"></a>')
    .replaceAll(COMMENT, '')
    // A table may be wider than a phone, so it scrolls, also by keyboard.
    .replaceAll('<table>', '<div class="table" tabindex="0" role="group" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
    // Markdown requires a head for each table; an empty head is removed.
    .replaceAll(/<thead>\s*<tr>\s*(<th><\/th>\s*)+<\/tr>\s*<\/thead>\s*/g, '')
    .replaceAll('<th></th>', '<td></td>')
    .replaceAll('<pre>', '<pre tabindex="0">');
  return { title: textOf(title), html, anchors: new Set([...headings, ...anchors]), links };
}

/**
 * @param {import('markdown-it').Token[]} tokens
 * @returns {string[]}
 */
function addAnchors(tokens) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const base = slug(textOf(tokens[index + 1]));
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    const anchor = count === 0 ? base : `${base}-${count}`;
    token.attrSet('id', anchor);
    return [anchor];
  });
}

/** @param {import('markdown-it').Token | undefined} heading its inline part */
function textOf(heading) {
  return (heading?.children ?? []).map(({ content }) => content).join('');
}
