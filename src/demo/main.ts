import { english } from '../view/index.ts';
import { Demo } from './demo.ts';
import { pageElement } from './page-elements.ts';
import { pageState } from './page-state.ts';
import { listenForPictures } from './picture-input.ts';
import { countRequests } from './request-figure.ts';
import { Results } from './results.ts';

const sentences = english;
const fileInput = pageElement('file', HTMLInputElement);
const cameraButton = pageElement('use-camera', HTMLButtonElement);
const samples = [...pageElement('samples', HTMLElement).querySelectorAll('button')];

const demo = new Demo({
  sentences,
  results: new Results(sentences),
  onCamera: (isOn) => {
    cameraButton.textContent = isOn ? sentences.stopCamera : sentences.useCamera;
    cameraButton.dataset.on = String(isOn);
  },
  onLoading: (stage) => {
    document.documentElement.toggleAttribute('data-loaded', stage === 'loaded');
    if (stage === 'loaded') void countRequests((count) => showFigure(sentences.requests(count)));
    else showFigure(stage === 'failed' ? sentences.notLoaded : sentences.loading);
  },
  onChoosePhoto: () => fileInput.click(),
});

function showFigure(text: string): void {
  pageElement('requests', HTMLElement).textContent = text;
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
pageElement('choose-photo', HTMLButtonElement).addEventListener('click', () => fileInput.click());
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

// A camera that nobody looks at must not run.
document.addEventListener('visibilitychange', () => {
  if (document.hidden && cameraButton.dataset.on === 'true') demo.stop(sentences.cameraLeft);
});
addEventListener('pagehide', () => {
  if (cameraButton.dataset.on === 'true' || pageState() === 'working') demo.stop();
});

void demo.load();
