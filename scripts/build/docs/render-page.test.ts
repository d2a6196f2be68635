import { expect, test } from 'vitest';
import { renderPage } from './render-page.mjs';

const pageOf = (file: string) => (file === 'errors.md' ? 'errors.html' : undefined);

test('headings get the anchors that GitHub gives them, numbered where they repeat', () => {
  const { html, anchors, title } = renderPage('# The `x` of it, twice!\n## When\n## When\n', pageOf);
  expect(title).toBe('The x of it, twice!');
  expect([...anchors]).toEqual(['the-x-of-it-twice', 'when', 'when-1']);
  expect(html).toContain('<h2 id="when-1">');
});

test('links to Markdown files lead to pages, other links stay', () => {
  const { links } = renderPage('[a](errors.md#x) [b](https://example.com/a.md) [c](#d)', pageOf);
  expect(links).toEqual(['errors.html#x', 'https://example.com/a.md', '#d']);
});

test('HTML of a source is shown, not run', () => {
  expect(renderPage('<script>1</script> `<b>`', pageOf).html).not.toMatch(/<script|<b>/);
});

test('a comment is not shown, but in code', () => {
  const { html } = renderPage('<!-- tables -->\n\na\n\n<!-- end -->\n\n`<!-- b -->`\n', pageOf);
  expect(html.match(/&lt;!--.*?--&gt;/g)).toEqual(['&lt;!-- b --&gt;']);
});

test('a table scrolls by itself, by keyboard too', () => {
  expect(renderPage('| a |\n|---|\n| b |\n', pageOf).html).toContain('<div class="table" tabindex="0"');
});

test('a head without words is no head', () => {
  expect(renderPage('| | |\n|---|---|\n| a | b |\n', pageOf).html).not.toContain('<th');
  expect(renderPage('| | x |\n|---|---|\n| a | b |\n', pageOf).html).toContain('<td></td>\n<th>x</th>');
});
