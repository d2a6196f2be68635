/**
 * Renders the icons of the installed page from public/icons/icon.svg, and from the built site the pictures that browsers show
 * when they offer to install the page, and the one that other sites show with a link to it (run `npm run build` first). The
 * README shows the wide picture too.
 *
 *   node scripts/build/pwa/render-icons.mjs
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { findBrowser } from '../../find-browser.mjs';

const projectFolder = path.resolve(import.meta.dirname, '..', '..', '..');
const iconFolder = path.join(projectFolder, 'public', 'icons');

/** A system cuts a maskable icon to its own shape; iOS rounds its corners by itself. */
const icons = [
  { name: 'icon-192', size: 192, radius: 0.2, zoom: 1.1 },
  { name: 'icon-512', size: 512, radius: 0.2, zoom: 1.1 },
  { name: 'maskable-512', size: 512, radius: 0, zoom: 1 },
  { name: 'apple-touch-icon', size: 180, radius: 0, zoom: 1.1 },
];

const screens = [
  { name: 'screen-wide', width: 1280, height: 800 },
  { name: 'screen-narrow', width: 390, height: 844 },
];

/** Leaves the name, the headline, the sample and its curve of the page, in the size that other sites show. */
const SHARED = { width: 1200, height: 630 };
const SHARED_STYLE = `
  .page-header nav, .chip, .actions, .note, .tag, .hint, .foot, .weights-note, .where, .page-footer, .wide-only,
  .curves > :not(.sheet-age) { display: none !important }
  .stage { height: 398px; max-height: none; aspect-ratio: auto }
  body { overflow: hidden; zoom: 1.08 }`;

/** @param {import('playwright').Browser} browser */
async function renderIcons(browser) {
  const svg = await readFile(path.join(iconFolder, 'icon.svg'), 'utf8');
  for (const { name, size, radius, zoom } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0; background: none } div { overflow: hidden; width: ${size}px; height: ${size}px; ` +
        `border-radius: ${radius * 100}% } svg { display: block; width: 100%; height: 100%; scale: ${zoom} }</style><div>${svg}</div>`,
    );
    await page.screenshot({ path: path.join(iconFolder, `${name}.png`), omitBackground: true });
    await page.close();
  }
}

/** @param {import('playwright').Browser} browser */
async function takeScreens(browser) {
  const server = await preview({ root: projectFolder, preview: { host: '127.0.0.1', port: 0 } });
  try {
    for (const { name, width, height } of screens) {
      const page = await browser.newPage({
        viewport: { width, height },
        serviceWorkers: 'block',
        reducedMotion: 'reduce',
      });
      await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?sample=middle`);
      await page.locator('html[data-state="result"]').waitFor({ timeout: 180_000 });
      await page.getByText('0 requests since loading').waitFor({ timeout: 180_000 });
      await page.screenshot({ path: path.join(iconFolder, `${name}.jpg`), type: 'jpeg', quality: 80 });
      await page.close();
    }
    const page = await browser.newPage({
      viewport: SHARED,
      serviceWorkers: 'block',
      reducedMotion: 'reduce',
      // The page's policy forbids styles that are not its own.
      bypassCSP: true,
    });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?sample=middle`);
    await page.addStyleTag({ content: SHARED_STYLE });
    await page.locator('html[data-state="result"]').waitFor({ timeout: 180_000 });
    await page.screenshot({ path: path.join(iconFolder, 'share.jpg'), type: 'jpeg', quality: 86 });
    await page.close();
  } finally {
    await server.close();
  }
}

await mkdir(iconFolder, { recursive: true });
const browser = await chromium.launch({ executablePath: await findBrowser() });
try {
  await renderIcons(browser);
  await takeScreens(browser);
} finally {
  await browser.close();
}
