import type { Words } from '../words.ts';
import { numbers } from './parts.ts';

const { number } = numbers;

export const englishQuality: Words['quality'] = {
  'too-small': ({ eyeDistance }) => ({
    title: 'Too small to read',
    text: `The eyes are only ${number(Math.round(eyeDistance))} pixels apart, too few for an honest curve.`,
    remedy: 'Come closer, or choose a larger picture.',
  }),
  'too-dark': () => ({
    title: 'Too dark to read',
    text: 'There is too little light on this face for an honest curve.',
    remedy: 'Turn on a light, or look towards a window.',
  }),
  'too-blurred': () => ({
    title: 'Too blurred to read',
    text: 'This face has no fine detail left, and an honest curve needs some.',
    remedy: 'Hold still, wipe the lens, or choose a sharper picture.',
  }),
  'turned-away': () => ({
    title: 'Turn to the camera',
    text: 'Too little of this face is in view for an honest curve.',
    remedy: 'Try a picture in which it looks towards the camera.',
  }),
};
