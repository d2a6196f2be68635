import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../../run-command.mjs';
import { layout } from './layout.mjs';
import { groups, renderPages } from './pages.mjs';

type Pages = Awaited<ReturnType<typeof renderPages>>;

let pages: Pages;
beforeAll(async () => {
  pages = await renderPages();
}, 240_000);

/** Links of the built pages that lead nowhere in the site. */
function deadLinks(site: Pages): string[] {
  const byAddress = new Map(site.map(({ address, page }) => [address, page]));
  return site.flatMap(({ address, page }) =>
    page.links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = byAddress.get(file === '' ? address : file);
        if (target === undefined)
          return !existsSync(path.join(projectFolder, 'docs', file)) || file.endsWith('.md');
        return anchor !== undefined && !target.anchors.has(anchor);
      })
      .map((link) => `${address}: ${link}`),
  );
}

test('every link of the documentation leads to a page and a place in it', () => {
  expect(pages.length).toBeGreaterThan(10);
  expect(deadLinks(pages)).toEqual([]);
});

test('docs/README.md lists each page of the menu in its group, in the same order', () => {
  const overview = readFileSync(path.join(projectFolder, 'docs/README.md'), 'utf8');
  const listed = overview
    .split('\n## ')
    .slice(1)
    .map((section) => ({
      title: section.split('\n')[0],
      files: [...(section.split('**Not for')[0]?.matchAll(/\]\(([\w./-]+\.md)\)/g) ?? [])].flatMap(
        ([, link = '']) => path.posix.join('docs', link),
      ),
    }));
  const expected = groups.map(({ title, pages: entries }) => ({
    title,
    files: entries.map(([file]) => file).filter((file) => file !== 'docs/README.md'),
  }));
  expect(listed).toEqual(expected);
});

test('a dead link and a dead anchor are noticed', () => {
  const [first] = pages;
  if (first === undefined) throw new Error('no pages');
  const links = ['nowhere.html', 'errors.html#nowhere', 'errors.html#asset-missing', '#nowhere'];
  expect(deadLinks([...pages.slice(1), { ...first, page: { ...first.page, links } }])).toHaveLength(3);
});

test('every page has a title, and no raw Markdown or HTML of its source left in it', () => {
  for (const { address, page } of pages) {
    expect(page.title, address).not.toBe('');
    const prose = page.html.replaceAll(/<(pre|code)[\s>][\s\S]*?<\/\1>/g, '');
    expect(prose, address).not.toMatch(/&lt;a id=|\]\([^)]|^\|/m);
  }
});

test('the API’s page names what the library exports', () => {
  const api = pages.find(({ address }) => address === 'api.html');
  const exported = [
    ...readFileSync(path.join(projectFolder, 'src/index.ts'), 'utf8').matchAll(
      /\b(?:type )?(\w+)(?=[,\s]*[,}])/g,
    ),
  ];
  const names = exported.flatMap(([, name]) => name ?? []);
  expect(names).toContain('createEstimator');
  expect(names.filter((name) => !api?.page.html.includes(name))).toEqual([]);
});

test('the element’s page has a line for each attribute, event and part', () => {
  const html = pages.find(({ address }) => address === 'element.html')?.page.html ?? '';
  for (const name of [
    'attributes',
    'webcam',
    'facecurve-result',
    'facecurve-error',
    '--facecurve-age',
    'plot',
  ]) {
    expect(html).toContain(`<td><code>${name}</code></td>`);
  }
});

test('a page has no script and forbids all', () => {
  const [first] = pages;
  if (first === undefined) throw new Error('no pages');
  const html = layout(first, 'styles.css');
  expect(html).not.toContain('<script');
  expect(html).toContain("default-src 'none'");
});

/** Pages of the documentation, and what GitHub shows first. */
const TEXTS = [
  ...readdirSync(path.join(projectFolder, 'docs')).flatMap((name) =>
    name.endsWith('.md') ? `docs/${name}` : [],
  ),
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
];

test.each(TEXTS)('%s names only paths that exist', (file) => {
  const text = readFileSync(path.join(projectFolder, file), 'utf8');
  const named = /`((?:src|scripts|lab|e2e|training|models|docs|examples|public|\.github)\/[^`\s{*…]*)`/g;
  const missing = [...text.matchAll(named)].flatMap(([, name = '']) =>
    existsSync(path.join(projectFolder, name)) ? [] : name,
  );
  expect(missing).toEqual([]);
});

test.each(TEXTS)('%s names only scripts of package.json', (file) => {
  const text = readFileSync(path.join(projectFolder, file), 'utf8');
  const { scripts } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...text.matchAll(/npm run ([a-z]+(?::[a-z]+)*)/g)].flatMap(([, name]) => name ?? []);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
