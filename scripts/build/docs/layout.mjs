import { navigation } from './pages.mjs';

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * A whole document. It has no script, and its policy allows none.
 * @param {{address: string, page: import('./render-page.mjs').RenderedPage}} rendered
 * @param {string} styles address of the style sheet
 */
export function layout({ address, page }, styles) {
  const links = navigation.map(
    (entry) =>
      `<li><a href="${entry.address}"${entry.address === address ? ' aria-current="page"' : ''}>${escaped(entry.name)}</a></li>`,
  );
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
    <a class="skip" href="#text">Skip to the text</a>
    <header>
      <a class="mark" href="../" aria-label="facecurve, to the demo"><svg width="34" height="26" viewBox="0 0 34 26" aria-hidden="true"><path d="M1 24C9 24 10 3 15 3s5 21 18 21"/></svg>facecurve</a>
    </header>
    <div class="columns">
      <nav aria-label="Documentation"><ul>${links.join('')}</ul></nav>
      <main id="text">${page.html}</main>
    </div>
  </body>
</html>
`;
}
