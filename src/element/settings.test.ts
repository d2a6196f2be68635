import { expect, it } from 'vitest';
import { attributesIn, facingIn, isLazy, isVideo, viewIn } from './settings.ts';

it('reads the words of the attribute, each once, and age where there is none', () => {
  expect(attributesIn('age attractiveness')).toEqual(['age', 'attractiveness']);
  expect(attributesIn('  attractiveness \n attractiveness ')).toEqual(['attractiveness']);
  expect(attributesIn('')).toEqual(['age']);
  // The estimator refuses unknown names.
  expect(attributesIn('age worth')).toEqual(['age', 'worth']);
});

it('is lazy in any case of the word, and eager by default', () => {
  expect(['lazy', 'LAZY'].map(isLazy)).toEqual([true, true]);
  expect(['eager', 'later', '', null, undefined].map(isLazy)).toEqual([false, false, false, false, false]);
});

it('shows the histogram for an unknown view', () => {
  expect(['cumulative', 'dots', 'histogram', '<b>'].map(viewIn)).toEqual([
    'cumulative',
    'dots',
    'histogram',
    'histogram',
  ]);
});

it('prefers the front camera for an unknown direction', () => {
  expect(['environment', 'user', 'sideways', null].map(facingIn)).toEqual([
    'environment',
    'user',
    'user',
    'user',
  ]);
});

it('tells a video by its type or its tracks', () => {
  const stream = { getVideoTracks: () => [] } as unknown as MediaStream;
  expect([new Blob([], { type: 'video/webm' }), stream].map(isVideo)).toEqual([true, true]);
  const pictures = [new Blob([], { type: 'image/png' }), new Blob([]), 'video/clip.jpg', new URL('a:video/')];
  expect(pictures.map(isVideo)).toEqual([false, false, false, false]);
});
