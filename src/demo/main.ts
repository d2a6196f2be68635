import type { Box } from '../index.ts';
import { receivePictures } from '../pwa/index.ts';
import { wordsFor } from '../view/index.ts';
import { CameraControls } from './camera-controls.ts';
import { CompareSheet } from './compare-sheet.ts';
import { Demo } from './demo.ts';
import { germanPage } from './german-page.ts';
import { keepPage } from './keep-page.ts';
import { pageElement } from './page-elements.ts';
import { pageState } from './page-state.ts';
import { fillPage, pageLanguage } from './page-words.ts';
import { listenForPictures } from './picture-input.ts';
import { RequestFigure } from './request-figure.ts';
import { Results } from './results.ts';
import { SaveResult } from './save-result.ts';
import { toolWordsFor } from './tool-words.ts';

const words = wordsFor(pageLanguage());
document.documentElement.lang = words.language;
if (words.language === 'de') fillPage(germanPage);
pageElement('votes-heading', HTMLElement).textContent = words.howRatersVoted;
const fileInput = pageElement('file', HTMLInputElement);
const cameraButton = pageElement('use-camera', HTMLButtonElement);
const photoButton = pageElement('choose-photo', HTMLButtonElement);
cameraButton.textContent = words.useCamera;
photoButton.textContent = words.choosePhoto;
pageElement('age-progress', HTMLElement).ariaLabel = words.loading;
for (const item of document.querySelectorAll<HTMLElement>('.key [data-share]')) {
  item.textContent = words.percent(Number(item.dataset.share) / 100);
}
const samples = [...pageElement('samples', HTMLElement).querySelectorAll('button')];

const toolWords = toolWordsFor(words);
const results = new Results(words);
const cameraControls = new CameraControls({
  words: toolWords.camera,
  onChoose: (deviceId) => void demo.useCamera({ deviceId }),
  onMirror: (mirrored) => results.stage.setMirrored(mirrored),
});
pageElement('stage', HTMLElement).append(cameraControls.element);

const requestFigure = new RequestFigure((count) => showFigure(words.requests(count)));

const demo = new Demo({
  words,
  results,
  onCamera: (camera) => {
    cameraButton.textContent = camera === null ? words.useCamera : words.stopCamera;
    cameraButton.dataset.on = String(camera !== null);
    void cameraControls.show(camera === 'asking' ? null : camera);
  },
  onLoading: (stage) => {
    document.documentElement.toggleAttribute('data-loaded', stage === 'loaded');
    showFigure(stage === 'failed' ? words.notLoaded : words.loading);
    if (stage === 'loaded') void keepThenCount();
  },
  onChoosePhoto: () => fileInput.click(),
  onRequests: (times) => requestFigure.add(times),
});

const drawCrop = (canvas: HTMLCanvasElement, box: Box) => results.stage.drawCrop(canvas, box);
const compareSheet = new CompareSheet({ words, compare: toolWords.compare, drawCrop });
const saveResult = new SaveResult({
  words,
  save: toolWords.save,
  drawCrop,
  estimatorInfo: () => demo.estimatorInfo(),
  votesAreOn: () => pageElement('votes-switch', HTMLButtonElement).ariaChecked === 'true',
});
pageElement('compare-heading', HTMLElement).textContent = toolWords.compare.heading;
results.onFace = (shown) => {
  compareSheet.show(shown?.face ?? null);
  saveResult.show(shown);
  pageElement('compare-sheet', HTMLElement).hidden = !compareSheet.isInUse;
};

function showFigure(text: string): void {
  pageElement('requests', HTMLElement).textContent = text;
}

/** The files that are kept for use without a network are part of the loading, too. */
async function keepThenCount(): Promise<void> {
  await keepPage();
  await requestFigure.start();
}

function markSample(chosen: HTMLButtonElement | null): void {
  for (const sample of samples) sample.setAttribute('aria-pressed', String(sample === chosen));
}

function lookAtFile(file: Blob): void {
  markSample(null);
  void demo.lookAt(file);
}

for (const sample of samples) {
  sample.addEventListener('click', async () => {
    const image = sample.querySelector('img');
    if (image === null) return;
    markSample(sample);
    await image.decode().catch(() => undefined);
    await demo.lookAt(image);
  });
}
photoButton.addEventListener('click', () => fileInput.click());
cameraButton.addEventListener('click', () => {
  markSample(null);
  if (cameraButton.dataset.on === 'true') demo.stop();
  else void demo.useCamera();
});
listenForPictures({
  fileInput,
  onPicture: lookAtFile,
  onError: (error) => {
    markSample(null);
    demo.stop();
    demo.showError(error);
  },
  onDragging: (isOver) => document.documentElement.toggleAttribute('data-dragging', isOver),
});

receivePictures(lookAtFile);

// A camera that nobody looks at must not run.
document.addEventListener('visibilitychange', () => {
  if (document.hidden && cameraButton.dataset.on === 'true') demo.stop(words.cameraLeft);
});
addEventListener('pagehide', () => {
  if (cameraButton.dataset.on === 'true' || pageState() === 'working') demo.stop();
});

void demo.load();
