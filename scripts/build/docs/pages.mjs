import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { apiReference } from './api-reference.mjs';
import { elementReference } from './element-reference.mjs';
import { renderPage } from './render-page.mjs';

/** Each page of the documentation, in the order of the navigation: its Markdown below the project, its address in docs/. */
const pages = /** @type {const} */ ([
  ['docs/README.md', 'index.html', 'Overview'],
  ['docs/how-it-works.md', 'how-it-works.html', 'How it works'],
  ['docs/quick-start.md', 'quick-start.html', 'Quick start'],
  ['docs/element.md', 'element.html', 'The element'],
  ['docs/library.md', 'library.html', 'The library'],
  ['docs/api.md', 'api.html', 'API'],
  ['docs/errors.md', 'errors.html', 'Errors'],
  ['docs/security-policy.md', 'security-policy.html', 'Security policy'],
  ['docs/self-hosting.md', 'self-hosting.html', 'Hosting the files'],
  ['docs/supply-chain.md', 'supply-chain.html', 'What is shipped'],
  ['docs/robustness.md', 'robustness.html', 'Faults'],
  ['docs/browsers.md', 'browsers.html', 'Browsers'],
  ['docs/offline.md', 'offline.html', 'Offline'],
  ['docs/privacy.md', 'privacy.html', 'Privacy'],
  ['docs/licences-of-weights.md', 'licences-of-weights.html', 'Terms of the weights'],
  ['docs/saved-result.md', 'saved-result.html', 'A saved result'],
  ['docs/questions.md', 'questions.html', 'Questions'],
  ['models/MODEL_CARD.md', 'model-card.html', 'Model card'],
  ['models/facecurve-open/MODEL_CARD.md', 'model-card-open.html', 'Model card, open'],
  ['docs/quality.md', 'quality.html', 'Quality'],
  ['docs/detector.md', 'detector.html', 'Detector'],
  ['docs/limits.md', 'limits.html', 'Limits'],
  ['docs/alignment.md', 'alignment.html', 'Alignment'],
  ['docs/bench.md', 'bench.html', 'Benchmark'],
  ['docs/first-paint.md', 'first-paint.html', 'First paint'],
  ['docs/decisions.md', 'decisions.html', 'Decisions'],
]);

export const navigation = pages.map(([, address, name]) => ({ address, name }));

/** @type {Record<string, () => Promise<string>>} pages of which all or the last part is made from the sources */
const generated = {
  'docs/api.md': apiReference,
  'docs/element.md': async () => `${await readSource('docs/element.md')}\n${await elementReference()}`,
};

/** @param {string} file */
const readSource = (file) => readFile(path.join(projectFolder, file), 'utf8');

/**
 * The pages, each with its address.
 * @param {string} [only] the address of the one page that is wanted
 * @returns {Promise<{address: string, page: import('./render-page.mjs').RenderedPage}[]>}
 */
export function renderPages(only) {
  const wanted = pages.filter(([, address]) => only === undefined || address === only);
  return Promise.all(
    wanted.map(async ([file, address]) => {
      const source = await (generated[file] ?? (() => readSource(file)))();
      return { address, page: renderPage(source, (link) => addressOf(file, link)) };
    }),
  );
}

/**
 * Where a link leads in the site: a page for a Markdown file, its place below docs/ for a picture.
 * @param {string} file that holds the link
 * @param {string} link relative to it
 */
function addressOf(file, link) {
  const target = path.posix.join(path.posix.dirname(file), link);
  const page = pages.find(([name]) => name === target)?.[1];
  return page ?? (target.endsWith('.svg') ? path.posix.relative('docs', target) : undefined);
}
