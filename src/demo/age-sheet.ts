import type { LabelDistribution } from '../index.ts';
import {
  CurvePlot,
  type CurveView,
  type FacePlace,
  type LoadingView,
  type Message,
  phraseNodes,
  type Words,
} from '../view/index.ts';
import { type MessageDetails, messageNodes } from './message-panel.ts';
import { pageElement } from './page-elements.ts';

/** What the sheet holds; its parts keep their places in all of them, so that nothing on the page moves. */
type AgeMode = 'loading' | 'empty' | 'looking' | 'curve' | 'message';

/** Milliseconds for which the curve before stays while the next picture is looked at: most are done by then. */
const BLANK_DELAY = 150;

/** The sheet with the age curve, or what stands in its place. */
export class AgeSheet {
  private readonly words: Words;
  private readonly sheet = pageElement('age-sheet', HTMLElement);
  private readonly eyebrow = pageElement('age-eyebrow', HTMLElement);
  private readonly number = pageElement('age-number', HTMLElement);
  private readonly say = pageElement('age-say', HTMLElement);
  private readonly likeliest = pageElement('age-likeliest', HTMLElement);
  private readonly progress = pageElement('age-progress', HTMLProgressElement);
  private readonly message = pageElement('age-message', HTMLElement);
  private readonly plot: CurvePlot;
  private view: CurveView = 'histogram';
  private age: LabelDistribution | null = null;
  private blankTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(words: Words) {
    this.words = words;
    this.plot = new CurvePlot(pageElement('age-plot', HTMLElement), {
      kind: 'age',
      words,
      onChoose: () => this.drawCurve(),
    });
    this.plot.showBlank();
    listenToViews(words, (view) => {
      this.view = view;
      this.drawCurve();
    });
  }

  showLoading({ share, loadedBytes, totalBytes }: LoadingView): void {
    this.setMode('loading');
    const { gettingReady, percent, checking, loaded } = this.words;
    this.eyebrow.textContent = gettingReady;
    this.number.textContent = percent(share);
    this.say.textContent = share < 1 ? loaded(loadedBytes, totalBytes) : checking;
    this.progress.value = share;
    this.plot.showBlank();
  }

  showEmpty(): void {
    this.setMode('empty');
    this.eyebrow.textContent = this.words.looksAbout({ number: 1, count: 1 });
    this.number.textContent = '?';
    this.say.textContent = this.words.noPicture;
    this.plot.showBlank();
  }

  showLooking(): void {
    this.setMode('looking');
    this.eyebrow.textContent = this.words.looking;
    this.number.textContent = '…';
    this.say.textContent = this.words.lookingAtPicture;
    this.progress.removeAttribute('value');
    this.blankTimer = setTimeout(() => this.plot.showBlank(), BLANK_DELAY);
  }

  showCurve(age: LabelDistribution, place: FacePlace): void {
    this.setMode('curve');
    this.eyebrow.textContent = this.words.looksAbout(place);
    this.number.textContent = this.words.years(age);
    this.likeliest.textContent = this.words.likeliestAge(age);
    this.age = age;
    this.drawCurve();
  }

  showMessage(message: Message, details: MessageDetails = {}): void {
    this.setMode('message');
    this.message.replaceChildren(...messageNodes(message, details));
  }

  private drawCurve(): void {
    const { age, view, words, plot } = this;
    if (age === null) return;
    this.sheet.dataset.view = view;
    plot.show(age, view);
    const chosen = plot.chosenLabel(age);
    const isOlder = view === 'cumulative';
    const phrase = isOlder ? words.aboutOlder(chosen, age.probabilityAbove(chosen)) : words.aboutAge(age);
    this.say.replaceChildren(...phraseNodes(phrase));
  }

  private setMode(mode: AgeMode): void {
    this.sheet.dataset.mode = mode;
    if (mode !== 'curve') this.age = null;
    clearTimeout(this.blankTimer);
    const isMessage = mode === 'message';
    this.message.hidden = !isMessage;
    pageElement('age-reading', HTMLElement).hidden = isMessage;
    this.sheet.setAttribute('aria-busy', String(mode === 'loading' || mode === 'looking'));
  }
}

/** Words and listeners of the choice between the views, which index.html holds. */
function listenToViews({ views }: Words, onView: (view: CurveView) => void): void {
  const choice = pageElement('age-view', HTMLFieldSetElement);
  const legend = choice.querySelector('legend');
  if (legend !== null) legend.textContent = views.choice;
  for (const input of choice.querySelectorAll('input')) {
    const view = input.value === 'cumulative' ? 'cumulative' : 'histogram';
    if (input.nextElementSibling !== null) input.nextElementSibling.textContent = views[view];
    input.addEventListener('change', () => onView(view));
    // A browser that restores the page may have kept another choice.
    if (input.checked) onView(view);
  }
}
