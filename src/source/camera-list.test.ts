import { expect, test } from 'vitest';
import { facingInLabel } from './camera-list.ts';

test.each([
  ['camera2 1, facing front', 'user'],
  ['camera2 0, facing back', 'environment'],
  ['Back Ultra Wide Camera', 'environment'],
  ['Front Camera', 'user'],
  ['Rückseitige Kamera', 'environment'],
  ['Frontkamera', 'user'],
  ['Surface Camera Rear', 'environment'],
  ['Integrated Webcam', null],
  ['Playback Capture', null],
  ['', null],
])('a camera called "%s" faces %s', (label, facing) => {
  expect(facingInLabel(label)).toBe(facing);
});
