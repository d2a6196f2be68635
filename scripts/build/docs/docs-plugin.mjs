import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../run-command.mjs';
import { layout } from './layout.mjs';
import { renderPages } from './pages.mjs';

const FOLDER = 'docs/';
const STYLES = 'scripts/build/docs/docs.css';

/**
 * Makes the documentation a part of the site: builds it into docs/, and serves it there during development.
 * @returns {import('vite').Plugin}
 */
export function docsPlugin() {
  return {
    name: 'facecurve-docs',
    buildStart() {
      if (this.meta.watchMode || this.environment.mode !== 'build') return;
      this.emitFile({ type: 'chunk', id: path.join(projectFolder, STYLES), name: 'docs' });
    },
    async generateBundle(_, bundle) {
      const styles = Object.values(bundle).find(({ fileName }) => /\/docs-[\w-]+\.css$/.test(fileName));
      if (styles === undefined) throw new Error('The style sheet of the documentation is missing.');
      const pages = await renderPages();
      for (const rendered of pages) {
        const source = layout(rendered, `../${styles.fileName}`);
        this.emitFile({ type: 'asset', fileName: FOLDER + rendered.address, source });
      }
      const links = pages.flatMap(({ page }) => page.links);
      for (const name of new Set(links.filter((link) => link.endsWith('.svg')))) {
        const source = await readFile(path.join(projectFolder, 'docs', name));
        this.emitFile({ type: 'asset', fileName: FOLDER + name, source });
      }
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const [pathname = ''] = (request.url ?? '').split('?');
        const address = pathname === `/${FOLDER}` ? 'index.html' : pathname.replace(`/${FOLDER}`, '');
        if (!pathname.startsWith(`/${FOLDER}`) || !address.endsWith('.html')) return next();
        const [rendered] = await renderPages(address);
        if (rendered === undefined) return next();
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(layout(rendered, `/${STYLES}`));
      });
    },
  };
}
