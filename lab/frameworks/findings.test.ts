import { expect, test } from 'vitest';
import { problemsOf } from './findings.mjs';

const content = {
  assetOf: (bytes: Buffer) => (`${bytes}`.startsWith('asset') ? `${bytes}` : undefined),
  isOfPackage: (script: string) => script.includes('facecurve'),
};

const answer = (path: string, text: string, more: object = {}) => ({
  path,
  type: path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
  bytes: 100,
  content: Buffer.from(text),
  status: 200,
  destination: 'script',
  isPrefetch: false,
  referrer: 'http://localhost/',
  ...more,
});

const sent = [
  answer('/main.js', 'facecurve'),
  answer('/worker.js', 'facecurve', { destination: 'worker' }),
  answer('/part.js', 'facecurve', { referrer: 'http://localhost/worker.js' }),
  answer('/a.bin', 'asset a'),
];
const visit = { host: 'worker', lines: [], ran: ['http://localhost/main.js'], workers: [] };
const good = { visit, sent, output: '' };

test('a page like the plain page has no problem', () => {
  expect(problemsOf(good, good, content)).toEqual([]);
});

test('a small script that the framework asks for ahead of use is no problem, a large one is', () => {
  const ahead = (bytes: number) => ({
    ...good,
    sent: [...sent, answer('/german.js', 'facecurve', { isPrefetch: true, bytes })],
  });
  const plain = { ...good, sent: [...sent, answer('/photo.bin', '', { bytes: 1e6 })] };
  expect(problemsOf(ahead(5000), plain, content)).toEqual([]);
  expect(problemsOf(ahead(50_000), plain, content)).toEqual(['/german.js was fetched and did not run']);
});

test('each way of being worse than the plain page is a problem', () => {
  const worse = {
    visit: { ...visit, host: 'page', lines: ['warning: something'] },
    sent: [
      ...sent,
      answer('/unused.js', 'facecurve'),
      answer('/own.js', 'of the framework'),
      answer('/b.bin', 'asset b'),
      answer('/gone', '', { status: 404 }),
    ],
    output: 'fine\nwarning: node_modules/facecurve/esm/index.js is strange\n',
  };
  expect(problemsOf(worse, good, content)).toEqual([
    'the host is page',
    'console: warning: something',
    'build: warning: node_modules/facecurve/esm/index.js is strange',
    '/gone answered 404',
    'asset b was fetched and is not used',
    '/unused.js was fetched and did not run',
    'it transfers 2.00 times the bytes of the plain page',
  ]);
});
