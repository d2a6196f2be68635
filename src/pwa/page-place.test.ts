import { expect, test } from 'vitest';
import { pagePlace } from './page-place.ts';

const kept = new Set(['https://a.example/docs/index.html', 'https://a.example/docs/offline.html']);

test.each([
  ['docs/offline/?lang=de', 'docs/offline.html?lang=de'],
  ['docs', 'docs/'],
  ['docs/', null],
  ['docs/other/', null],
  ['other', null],
])('%s is at %s', (given, place) => {
  const found = pagePlace(new URL(given, 'https://a.example/'), (address) => kept.has(address));
  expect(found).toBe(place === null ? null : `https://a.example/${place}`);
});
