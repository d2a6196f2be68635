/**
 * Names the picture that other sites show with a link to the page. They take only whole addresses, so a site gets the tags where its
 * build is told its address: `FACECURVE_SITE=https://example.org/facecurve/ npm run build`.
 * @returns {import('vite').Plugin}
 */
export function shareTags(site = process.env.FACECURVE_SITE) {
  return {
    name: 'facecurve-share-tags',
    apply: 'build',
    transformIndexHtml(html) {
      if (!site) return [];
      const address = new URL(site.endsWith('/') ? site : `${site}/`);
      const found = (/** @type {RegExp} */ pattern) => (pattern.exec(html)?.[1] ?? '').trim();
      const tags = {
        'og:type': 'website',
        'og:url': address.href,
        'og:title': found(/<title[^>]*>([^<]+)</),
        'og:description': found(/name="description"\s+content="([^"]+)"/),
        'og:image': new URL('icons/share.jpg', address).href,
        'og:image:width': '1200',
        'og:image:height': '630',
        'og:image:alt':
          'A face made of 200 faces, and next to it the curve of the ages that it may look like',
      };
      return [
        ...Object.entries(tags).map(([property, content]) => ({ tag: 'meta', attrs: { property, content } })),
        { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' } },
      ];
    },
  };
}
