import type { Words } from '../words.ts';

const SERVED_WRONG = 'Reload the page. If the error stays, the site must be published again.';

/** What each failure means for the user of a page. The words for developers are in the error and in docs/errors.md. */
export const englishErrors: Words['errors'] = {
  'image-empty': {
    title: 'The file is empty',
    text: 'The file has no content. Perhaps its download was interrupted.',
    remedy: 'Choose another file.',
  },
  'image-unsupported': {
    title: 'Cannot open the file',
    text: 'The file is not a picture, or this browser cannot open its format.',
    remedy: 'Use a JPEG, PNG, WebP, AVIF or GIF. Safari also opens HEIC and TIFF.',
  },
  'image-unreadable': {
    title: 'Damaged picture',
    text: 'The picture is damaged, or too large for this browser.',
    remedy: 'Save the picture again or smaller, or choose another one.',
  },
  'image-missing': {
    title: 'Picture not found',
    text: 'The picture could not be loaded from its address.',
    remedy: 'Check the address and your connection, then try again.',
  },
  'image-tainted': {
    title: 'Locked picture',
    text: 'The picture is on another site, and this page may not read it from there.',
    remedy: 'Save the picture to your device, then choose it here.',
  },
  'source-empty': {
    title: 'No picture yet',
    text: 'The picture has no pixels yet.',
    remedy: 'Try again in a moment.',
  },
  'asset-missing': {
    title: 'A file is missing',
    text: 'One of the files that this page needs could not be loaded.',
    remedy: 'Check your connection, then try again.',
  },
  'asset-truncated': {
    title: 'A file is incomplete',
    text: 'One of the files that this page needs did not arrive completely.',
    remedy: 'Check your connection, then try again.',
  },
  'asset-wrong-type': {
    title: 'Wrong file',
    text: 'The server sent something else in place of one of this page’s files.',
    remedy: SERVED_WRONG,
  },
  'asset-hash-mismatch': {
    title: 'A file was changed',
    text: 'One of this page’s files differs from the original, so the page does not use it.',
    remedy: SERVED_WRONG,
  },
  'backend-unavailable': {
    title: 'Backend not available',
    text: 'This browser does not offer the requested way of computing.',
    remedy: 'Let facecurve choose the way of computing, or use another browser.',
  },
  'backend-wrong-results': {
    title: 'Wrong results',
    text: 'This browser fails a test with known results, so its curves would be wrong.',
    remedy: 'Update the browser or its graphics driver, or use another browser.',
  },
  'pixels-scrambled': {
    title: 'Pixels are scrambled',
    text: 'To protect you, this browser changes the pixels that pages read. Every curve would be wrong.',
    remedy: 'Allow canvas data for this page, then reload it.',
  },
  'detector-failed': {
    title: 'The detector did not start',
    text: 'The part that finds faces could not be started in this browser.',
    remedy: 'Try again, or use another browser.',
  },
  'camera-refused': {
    title: 'The camera is not allowed',
    text: 'You or your browser’s settings did not allow the camera. That is fine.',
    remedy: 'Allow the camera in the address bar and try again, or choose a photo.',
  },
  'camera-missing': {
    title: 'No camera',
    text: 'No camera is connected to this device.',
    remedy: 'Connect a camera and try again, or choose a photo.',
  },
  'camera-busy': {
    title: 'The camera is busy',
    text: 'Another program is using the camera, or the camera did not start.',
    remedy: 'Close the other program and try again, or choose a photo.',
  },
  'camera-insecure': {
    title: 'No camera at this address',
    text: 'Browsers allow the camera only on secure pages.',
    remedy: 'Open the page over https, or choose a photo.',
  },
  'camera-unsupported': {
    title: 'No camera in this app',
    text: 'The app that shows this page gives pages no camera.',
    remedy: 'Open the page in your browser, or choose a photo.',
  },
  'camera-blocked': {
    title: 'The camera is not allowed',
    text: 'The page, or the page around it, does not allow the camera.',
    remedy: 'Open the page in a tab of its own, or choose a photo.',
  },
  'camera-paused': {
    title: 'Tap to start',
    text: 'To save power, your browser starts videos only after a tap.',
    remedy: 'Tap the button.',
  },
  'camera-lost': {
    title: 'The camera is gone',
    text: 'The camera was unplugged, or another program took it.',
    remedy: 'Connect the camera and try again, or choose a photo.',
  },
  'worker-lost': {
    title: 'The computation was stopped',
    text: 'The browser stopped the computation, perhaps because memory ran out.',
    remedy: 'Try again; a smaller picture may help.',
  },
  'gpu-lost': {
    title: 'The graphics card was lost',
    text: 'The browser took it away for a moment. The page continues.',
    remedy: '',
  },
  disposed: {
    title: 'Already closed',
    text: 'The network was closed while it was computing.',
    remedy: 'Reload the page.',
  },
  'argument-invalid': {
    title: 'Invalid setting',
    text: 'A setting has an invalid value.',
    remedy: 'Check the address of the page and its settings.',
  },
  internal: {
    title: 'Unexpected error',
    text: 'Something failed unexpectedly.',
    remedy: 'Try again, or reload the page.',
  },
};
