import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { apiReference } from './api-reference.mjs';
import { renderPage } from './render-page.mjs';

/** The menu: groups of pages, each with its Markdown below the project, its address in docs/ and its name. */
export const groups = /** @type {const} */ ([
  {
    title: 'Start',
    pages: [
      ['docs/README.md', 'index.html', 'Overview'],
      ['docs/how-it-works.md', 'how-it-works.html', 'How it works'],
      ['docs/quick-start.md', 'quick-start.html', 'Quick start'],
      ['docs/questions.md', 'questions.html', 'Questions'],
    ],
  },
  {
    title: 'Use',
    pages: [
      ['docs/element.md', 'element.html', 'The element'],
      ['docs/library.md', 'library.html', 'The library'],
      ['docs/self-hosting.md', 'self-hosting.html', 'Hosting the files'],
      ['docs/frameworks.md', 'frameworks.html', 'Frameworks'],
      ['docs/security-policy.md', 'security-policy.html', 'Security policy'],
      ['docs/offline.md', 'offline.html', 'Offline'],
      ['docs/browsers.md', 'browsers.html', 'Browsers'],
      ['docs/privacy.md', 'privacy.html', 'Privacy'],
      ['docs/label.md', 'label.html', 'Many photos'],
      ['docs/licences-of-weights.md', 'licences-of-weights.html', 'Terms of the weights'],
    ],
  },
  {
    title: 'Reference',
    pages: [
      ['docs/api.md', 'api.html', 'API'],
      ['docs/examples.md', 'examples.html', 'Examples'],
      ['docs/errors.md', 'errors.html', 'Errors'],
      ['docs/saved-result.md', 'saved-result.html', 'A saved result'],
      ['docs/supply-chain.md', 'supply-chain.html', 'What is shipped'],
      ['docs/decisions.md', 'decisions.html', 'Decisions'],
      ['CONTRIBUTING.md', 'contributing.html', 'Contributing'],
      ['docs/releasing.md', 'releasing.html', 'Releasing'],
    ],
  },
  {
    title: 'Measured',
    pages: [
      ['models/MODEL_CARD.md', 'model-card.html', 'Model card'],
      ['models/facecurve-open/MODEL_CARD.md', 'model-card-open.html', 'Model card, open'],
      ['docs/bench.md', 'bench.html', 'Benchmark'],
      ['docs/detector.md', 'detector.html', 'Detector'],
      ['docs/quality.md', 'quality.html', 'Quality'],
      ['docs/robustness.md', 'robustness.html', 'Faults'],
      ['docs/alignment.md', 'alignment.html', 'Alignment'],
      ['docs/first-paint.md', 'first-paint.html', 'First paint'],
      ['docs/limits.md', 'limits.html', 'Limits'],
    ],
  },
]);

const pages = groups.flatMap((group) => [...group.pages]);

/** @type {Record<string, () => Promise<string>>} pages that are generated from the sources, in whole or at the end */
const generated = {
  'docs/api.md': apiReference,
};

/** @param {string} file */
const readSource = (file) => readFile(path.join(projectFolder, file), 'utf8');

/**
 * Renders the pages, each with its address.
 * @param {string} [only] the address of a single page to render
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
 * Finds the address in the site of a link's target: a page for a Markdown file, a path below docs/ for a picture.
 * @param {string} file the file that holds the link
 * @param {string} link relative to it
 */
function addressOf(file, link) {
  const target = path.posix.join(path.posix.dirname(file), link);
  const page = pages.find(([name]) => name === target)?.[1];
  return page ?? (target.endsWith('.svg') ? path.posix.relative('docs', target) : undefined);
}
