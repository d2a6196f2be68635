import type { Words } from '../words.ts';

const SERVED_WRONG = 'Reload the page. If it stays like this, the site has to be put up anew.';

/** What each failure means to whoever uses the page; the developer's own words are in the error and in docs/errors.md. */
export const englishErrors: Words['errors'] = {
  'image-empty': {
    title: 'The file is empty',
    text: 'It has no bytes at all; perhaps its download was cut short.',
    remedy: 'Choose another one.',
  },
  'image-unsupported': {
    title: 'Not a photo',
    text: 'This browser cannot open the file as a picture.',
    remedy: 'Use a JPEG, PNG, WebP, AVIF or GIF.',
  },
  'image-unreadable': {
    title: 'Damaged picture',
    text: 'The picture is damaged, or too large for this browser.',
    remedy: 'Save it anew or smaller, or choose another one.',
  },
  'image-missing': {
    title: 'The picture is not there',
    text: 'There was no picture to be had at its address.',
    remedy: 'Check the address and your connection, then try again.',
  },
  'image-tainted': {
    title: 'Locked picture',
    text: 'The picture belongs to another site, which does not let it be read.',
    remedy: 'Save it to your device, then choose it here.',
  },
  'source-empty': {
    title: 'Nothing to see yet',
    text: 'The picture has no pixels yet.',
    remedy: 'Try again in a moment.',
  },
  'asset-missing': {
    title: 'A file is missing',
    text: 'One of the files this page needs could not be fetched.',
    remedy: 'Check your connection, then try again.',
  },
  'asset-truncated': {
    title: 'A file is incomplete',
    text: 'One of the files this page needs did not arrive whole.',
    remedy: 'Check your connection, then try again.',
  },
  'asset-wrong-type': {
    title: 'Not the right file',
    text: 'In the place of one of this page’s files there is something else.',
    remedy: SERVED_WRONG,
  },
  'asset-hash-mismatch': {
    title: 'A file was changed',
    text: 'One of this page’s files is not the one it was made with, so it is not used.',
    remedy: SERVED_WRONG,
  },
  'backend-unavailable': {
    title: 'Cannot compute that way',
    text: 'This browser does not offer the way of computing that was asked for.',
    remedy: 'Let facecurve choose its way of computing by itself, or use another browser.',
  },
  'backend-wrong-results': {
    title: 'Wrong answers',
    text: 'This browser computes the known answers wrong, so it would show you false curves.',
    remedy: 'Update the browser or its graphics driver, or use another browser.',
  },
  'webgl-unavailable': {
    title: 'No WebGL',
    text: 'Finding faces needs WebGL, which this browser does not offer.',
    remedy: 'Turn on hardware acceleration in the browser’s settings, or use another browser.',
  },
  'pixels-scrambled': {
    title: 'Pixels are scrambled',
    text: 'This browser changes the pixels that pages read, as a protection. Any curve would be false.',
    remedy: 'Allow canvas data for this page, then reload it.',
  },
  'detector-failed': {
    title: 'The detector did not start',
    text: 'The part that finds faces could not be started in this browser.',
    remedy: 'Try again, or use another browser.',
  },
  'camera-refused': {
    title: 'The camera is not allowed',
    text: 'You or the browser’s settings said no, and that is fine.',
    remedy: 'Allow it in the address bar and try again, or choose a photo.',
  },
  'camera-missing': {
    title: 'No camera',
    text: 'No camera is connected to this device.',
    remedy: 'Connect one and try again, or choose a photo.',
  },
  'camera-busy': {
    title: 'The camera is busy',
    text: 'Another program is using it, or it did not start.',
    remedy: 'Close the other program and try again, or choose a photo.',
  },
  'camera-insecure': {
    title: 'No camera on this address',
    text: 'Browsers give the camera only to pages that are served securely.',
    remedy: 'Open the page over https, or choose a photo.',
  },
  'camera-lost': {
    title: 'The camera is gone',
    text: 'It was unplugged, or another program took it.',
    remedy: 'Connect it and try again, or choose a photo.',
  },
  'worker-lost': {
    title: 'The work was cut off',
    text: 'The browser ended the part that computes, perhaps for want of memory.',
    remedy: 'Try again; a smaller picture may help.',
  },
  'gpu-lost': {
    title: 'The graphics card was lost',
    text: 'The browser took it away for a moment; the work goes on.',
    remedy: '',
  },
  disposed: {
    title: 'Already closed',
    text: 'The network was closed while it was at work.',
    remedy: 'Reload the page.',
  },
  'argument-invalid': {
    title: 'Not understood',
    text: 'Something that facecurve was told is not what it should be.',
    remedy: 'Check the page’s address and what the page asks for.',
  },
  internal: {
    title: 'That should not happen',
    text: 'Something failed that nobody expected.',
    remedy: 'Try again, or reload the page.',
  },
};
