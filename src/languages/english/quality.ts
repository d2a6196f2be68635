import type { Numbers } from '../numbers.ts';
import type { Words } from '../words.ts';

export const englishQuality = ({ number }: Numbers): Words['quality'] => ({
  'too-small': ({ eyeDistance }) => ({
    title: 'Too small',
    text: `The eyes are only ${number(Math.round(eyeDistance))} pixels apart. That is too little for an honest curve.`,
    remedy: 'Come closer, or choose a larger picture.',
  }),
  'too-dark': () => ({
    title: 'Too dark',
    text: 'There is too little light on this face for an honest curve.',
    remedy: 'Turn on a light, or look towards a window.',
  }),
  'too-blurred': () => ({
    title: 'Too blurred',
    text: 'This face is too blurred for an honest curve.',
    remedy: 'Hold still, wipe the lens, or choose a sharper picture.',
  }),
  'turned-away': () => ({
    title: 'Turn to the camera',
    text: 'Too little of this face is visible for an honest curve.',
    remedy: 'Try a picture in which the face looks towards the camera.',
  }),
});
