import { groups } from './pages.mjs';

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** @param {string} current address of the page that shows the menu */
function menu(current) {
  return groups
    .map(({ title, pages }) => {
      const id = `menu-${title.toLowerCase()}`;
      const links = pages.map(
        ([, address, name]) =>
          `<li><a href="${address}"${address === current ? ' aria-current="page"' : ''}>${escaped(name)}</a></li>`,
      );
      return `<p id="${id}">${escaped(title)}</p><ul aria-labelledby="${id}">${links.join('')}</ul>`;
    })
    .join('');
}

/**
 * Builds a whole document. The document has no script, and its policy allows none. The text comes before the menu, so that
 * phones show the text first; the link in the header leads to the menu.
 * @param {{address: string, page: import('./render-page.mjs').RenderedPage}} rendered
 * @param {string} styles address of the style sheet
 */
export function layout({ address, page }, styles) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <title>${escaped(page.title)} · facecurve</title>
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="../favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${styles}">
  </head>
  <body>
    <header>
      <a class="mark" href="../" aria-label="facecurve, to the demo"><svg width="34" height="26" viewBox="0 0 34 26" aria-hidden="true"><path d="M1 24C9 24 10 3 15 3s5 21 18 21"/></svg>facecurve</a>
      <a class="to-menu" href="#menu">All pages</a>
    </header>
    <div class="columns">
      <main>${page.html}</main>
      <nav id="menu" aria-label="Documentation">${menu(address)}</nav>
    </div>
  </body>
</html>
`;
}
