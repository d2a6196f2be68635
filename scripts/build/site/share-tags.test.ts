import { readFile } from 'node:fs/promises';
import { imageSize } from 'image-size';
import { expect, it } from 'vitest';
import { shareTags } from './share-tags.mjs';

/** Name and content of each tag for the page of a site. */
async function tagsFor(site: string | undefined): Promise<Record<string, unknown>> {
  const { transformIndexHtml } = shareTags(site);
  if (typeof transformIndexHtml !== 'function') throw new TypeError('The plugin has no hook.');
  const html = await readFile('index.html', 'utf8');
  const tags = await transformIndexHtml.call(undefined as never, html, undefined as never);
  if (!Array.isArray(tags)) throw new TypeError('The plugin gives no tags.');
  return Object.fromEntries(tags.map(({ attrs }) => [attrs?.property ?? attrs?.name, attrs?.content]));
}

it('names the picture by its whole address, where the build is told the site', async () => {
  expect(await tagsFor('https://example.org/curve')).toMatchObject({
    'og:url': 'https://example.org/curve/',
    'og:title': 'facecurve: how old a face looks, as a curve',
    'og:description': expect.stringContaining('How old does a face look?'),
    'og:image': 'https://example.org/curve/icons/share.jpg',
    'twitter:card': 'summary_large_image',
  });
  expect(await tagsFor(undefined)).toEqual({});
});

it('has a picture of the size that it names', async () => {
  const { width, height } = imageSize(await readFile('public/icons/share.jpg'));
  const tags = await tagsFor('https://example.org/');
  expect([String(width), String(height)]).toEqual([tags['og:image:width'], tags['og:image:height']]);
});
