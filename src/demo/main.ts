import { toFaceCurveError } from '../errors.ts';
import {
  type BackendChoice,
  type Box,
  createEstimator,
  type DetectorChoice,
  type ModelName,
} from '../index.ts';
import { demoWordsFor } from '../languages/demo-words.ts';
import type { Words } from '../languages/index.ts';
import { hasSharedPicture, receivePictures } from '../pwa/index.ts';
import { PageLife, Session, videoStill } from '../session/index.ts';
import { INTERVAL_SHARES } from '../view/index.ts';
import { CameraControls } from './camera-controls.ts';
import { CompareSheet } from './compare-sheet.ts';
import { demoLibrary } from './demo-library.ts';
import { fillPage, pageLanguage } from './fill-page.ts';
import { FoolDoor } from './fool-door.ts';
import { keepPage, quietMoment } from './keep-page.ts';
import { lateParts, loadLateParts } from './late-parts.ts';
import { LiveHint } from './live-hint.ts';
import { pageElement } from './page-elements.ts';
import { pageStateOf, writePageState } from './page-state.ts';
import { listenForPictures } from './picture-input.ts';
import { PictureTrail } from './picture-trail.ts';
import { RequestFigure } from './request-figure.ts';
import { Results } from './results.ts';
import { firstSample, Samples } from './samples.ts';
import { SaveResult } from './save-result.ts';
import { listenForKeys } from './shortcuts.ts';
import { lineIsSlow, savesData } from './slow-line.ts';

const { words: table, toolWords, pageWords } = await demoWordsFor(pageLanguage());
const words = withRemedy(table, toolWords.page.noticeRemedy);
document.documentElement.lang = words.language;
if (pageWords !== null) fillPage(pageWords);
for (const part of document.querySelectorAll<HTMLElement>('[data-weights]')) {
  part.hidden = part.dataset.weights !== (modelInAddress() === 'open' ? 'open' : 'default');
}
pageElement('votes-heading', HTMLElement).textContent = words.howRatersVoted;
const fileInput = pageElement('file', HTMLInputElement);
const cameraButton = pageElement('use-camera', HTMLButtonElement);
const photoButton = pageElement('choose-photo', HTMLButtonElement);
cameraButton.textContent = words.useCamera;
photoButton.textContent = toolWords.page.choosePhoto;
pageElement('age-progress', HTMLElement).ariaLabel = words.loading;
for (const share of INTERVAL_SHARES) {
  const item = document.querySelector(`.key [data-share="${share}"]`);
  if (item !== null) item.textContent = words.percent(share / 100);
}
const samples = new Samples((picture) => trail.openSample(picture));
const first = firstSample(new URLSearchParams(location.search), hasSharedPicture());

const results = new Results({
  words,
  tools: toolWords,
  onSelect: (index) => session.screen.select(index),
  onHold: (face) => session.screen.hold(face),
  onChoosePhoto: () => fileInput.click(),
  onReadNotice: () => {
    session.readNotice();
    trail.lookOn();
  },
});
const cameraControls = new CameraControls({
  words: toolWords.camera,
  onChoose: (deviceId) => trail.useCamera({ deviceId }),
  onMirror: (mirrored) => session.setMirrored(mirrored),
  onStill: () => takeStill(),
});
pageElement('stage', HTMLElement).append(cameraControls.element);

const requestFigure = new RequestFigure(() => drawFigure());
const library = demoLibrary({
  onRequests: (times) => requestFigure.add(times),
  // The line is idle until the worker's script runs.
  onPainted: () => samples.pictureNamed(first),
});
/** The sample with which the page begins by itself. */
let beginning: HTMLImageElement | null = null;
/** The graph finds the same faces with a tenth of the bytes. It stays for the whole visit. */
const usualDetector: DetectorChoice = lineIsSlow() ? 'graph' : 'auto';
const session: Session = new Session({
  stage: results.stage,
  announcer: results.announcer,
  words: () => words,
  library: async () => library,
  settings: () => ({ ...settings(), attributes: ['age', 'attractiveness'] }),
  estimating: () => ({ explain: true }),
  // Samples alone are images of the page.
  withNotice: (opened) => !(opened instanceof HTMLImageElement),
  draw: () => draw(),
  onReady: () => {
    beginning = session.isInUse ? null : samples.pictureNamed(first);
    if (beginning !== null) trail.beginWith(beginning);
    void keepThenCount();
  },
  onResult: ({ faces, time }, source) => {
    if (source !== 'picture') results.timeline.add(faces, session.screen.faces.face, time);
    if (source === 'camera')
      liveHint.see(session.screen.isInView ? session.screen.faces.face : undefined, time);
  },
});

const trail = new PictureTrail({ words, session, library });
const liveHint = new LiveHint(words.language);
const drawCrop = (canvas: HTMLCanvasElement, box: Box) => results.stage.drawCrop(canvas, box);
const compareSheet = new CompareSheet({ words, tools: toolWords, drawCrop });
const saveResult = new SaveResult({
  words,
  save: toolWords.save,
  drawCrop,
  estimatorInfo: () => session.info,
  votesAreOn: () => results.votesSheet.isOn,
  tools: toolWords,
  pair: () => compareSheet.pair,
});
const foolDoor = new FoolDoor({
  words,
  drawCrop,
  createEstimator: () => createEstimator({ ...settings(), attributes: ['age'], secondWorker: false }),
  announce: (sentence) => results.announcer.say(sentence),
  titleOf: (error) => words.errors[toFaceCurveError(error).code].title,
  takeStill: () => takeStill(),
});
pageElement('compare-heading', HTMLElement).textContent = toolWords.compare.heading;

function draw(): void {
  const { picture } = session;
  const { faces, size } = session.screen;
  results.draw(session);
  drawCamera();
  drawFigure();
  compareSheet.show(faces.face);
  foolDoor.show(session);
  saveResult.show(faces.face === undefined ? null : { face: faces.face, picture: size });
  pageElement('compare-sheet', HTMLElement).hidden = !compareSheet.isInUse;
  samples.show(picture);
  document.documentElement.toggleAttribute('data-beginning', picture !== null && picture === beginning);
  writePageState(session);
}

function drawCamera(): void {
  const { camera } = session;
  cameraButton.textContent = camera === null ? words.useCamera : words.stopCamera;
  cameraButton.dataset.on = String(camera !== null);
  if (camera === null) liveHint.end();
  void cameraControls.show(camera === 'asking' ? null : camera, results.stage.isMirrored);
}

function drawFigure(): void {
  const { loading } = session;
  const { count } = requestFigure;
  const text = count === null || loading !== 'ready' ? words.loading : toolWords.page.requests(count);
  pageElement('requests', HTMLElement).textContent = loading === 'failed' ? toolWords.page.notLoaded : text;
  document.documentElement.toggleAttribute('data-loaded', loading === 'ready');
}

/** Keeping the page's files for use offline is part of the loading, too, and so is what the page loads when it is quiet. */
async function keepThenCount(): Promise<void> {
  drawFigure();
  const isQuiet = () => !['working', 'loading'].includes(pageStateOf(session));
  await quietMoment(isQuiet);
  // What a visitor who saves data may never use comes when it is used.
  if (!savesData()) {
    await samples.fetchAll();
    await keepPage(isQuiet);
    await loadLateParts();
  }
  await requestFigure.start();
}

/** The notice says where to see how easily the estimate is fooled. */
function withRemedy(table: Words, remedy: string): Words {
  return { ...table, notice: { ...table.notice, remedy } };
}

function settings() {
  const detector = detectorInAddress() ?? usualDetector;
  return { backend: backendInAddress(), detector, model: modelInAddress() };
}

/** `?backend=` forces one; the estimator checks the name. */
function backendInAddress(): BackendChoice {
  return (new URLSearchParams(location.search).get('backend') ?? 'auto') as BackendChoice;
}

/** `?detector=` likewise. */
function detectorInAddress(): DetectorChoice | null {
  return new URLSearchParams(location.search).get('detector') as DetectorChoice | null;
}

/** `?model=open` likewise. */
function modelInAddress(): ModelName {
  return (new URLSearchParams(location.search).get('model') ?? 'default') as ModelName;
}

/** The present picture of camera or video becomes the photo. @returns false where there is none */
function takeStill(): boolean {
  const still = videoStill(results.stage);
  if (still !== null) trail.openOwn([still]);
  return still !== null;
}

photoButton.addEventListener('click', () => fileInput.click());
cameraButton.addEventListener('click', () => {
  if (session.camera === null) trail.useCamera();
  else session.stop();
});
listenForPictures({
  fileInput,
  onPictures: (pictures) => trail.openOwn(pictures),
  onError: (error) => session.refuse(error),
  onDragging: (isOver) => document.documentElement.toggleAttribute('data-dragging', isOver),
});
receivePictures((pictures) => trail.openOwn(pictures));

const showKeys = () =>
  void lateParts.shortcuts().then(({ openShortcutSheet }) => openShortcutSheet(words.language));
const press = (id: string) => pageElement(id, HTMLButtonElement).click();
listenForKeys({
  camera: () => cameraButton.click(),
  photo: () => fileInput.click(),
  shutter: () => results.timeline.togglePlay() || takeStill(),
  previous: () => trail.step(-1),
  next: () => trail.step(1),
  view: () => nextView(),
  where: () => press('where'),
  votes: () => press('votes-switch'),
  keys: showKeys,
});
pageElement('show-keys', HTMLButtonElement).addEventListener('click', showKeys);

/** Chooses the next of the curve's views. */
function nextView(): void {
  const inputs = [...pageElement('age-view', HTMLElement).querySelectorAll('input')];
  const next = (inputs.findIndex(({ checked }) => checked) + 1) % inputs.length;
  inputs[next]?.click();
}

new PageLife({
  onHidden: () => session.leaveCamera(),
  onGone: () => {
    if (session.camera !== null) session.leaveCamera();
    else if (session.screen.shown.mode === 'estimating') session.stop();
    return false;
  },
}).connect();

void session.load();
