import type { ToolWords, Words } from '../languages/index.ts';
import { type AgeReading, ageHead, type Head, type WaitingMode } from '../session/index.ts';
import { CurvePlot, type CurveView, phraseNodes } from '../view/index.ts';
import { type Action, messageNodes } from './message-panel.ts';
import { pageElement } from './page-elements.ts';

type CurveReading = Extract<AgeReading, { kind: 'curve' }>;

const VIEWS = ['histogram', 'cumulative', 'dots'] as const;
/** Milliseconds for which the last curve stays while the next face is estimated: most estimates are done by then. */
const BLANK_DELAY = 150;

/** The sheet with the age curve, or what stands in its place. Its parts keep their places, so that nothing on the page moves. */
export class AgeSheet {
  private readonly words: Words;
  private readonly tools: ToolWords['age'];
  private readonly sheet = pageElement('age-sheet', HTMLElement);
  private readonly eyebrow = pageElement('age-eyebrow', HTMLElement);
  private readonly number = pageElement('age-number', HTMLElement);
  private readonly say = pageElement('age-say', HTMLElement);
  private readonly likeliest = pageElement('age-likeliest', HTMLElement);
  private readonly caption = pageElement('age-caption', HTMLElement);
  private readonly progress = pageElement('age-progress', HTMLProgressElement);
  private readonly message = pageElement('age-message', HTMLElement);
  private readonly plot: CurvePlot;
  private view: CurveView = 'histogram';
  private curve: CurveReading | null = null;
  private blankTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(words: Words, tools: ToolWords['age']) {
    this.words = words;
    this.tools = tools;
    this.plot = new CurvePlot(pageElement('age-plot', HTMLElement), {
      kind: 'age',
      words,
      onChange: () => this.drawCurve(),
    });
    this.plot.showBlank();
    listenToViews(words, (view) => {
      this.view = view;
      this.drawCurve();
    });
  }

  /** @param actions what the user can do about a failure */
  show(reading: AgeReading, actions: readonly Action[]): void {
    clearTimeout(this.blankTimer);
    this.curve = reading.kind === 'curve' ? reading : null;
    switch (reading.kind) {
      case 'curve':
        this.setMode('curve');
        this.likeliest.textContent = this.tools.likeliest(reading.age);
        this.drawCurve();
        break;
      case 'waiting':
        this.setMode(reading.mode);
        this.setHead(reading.head);
        this.showWaiting(reading);
        break;
      case 'message':
        this.setMode('message');
        this.message.replaceChildren(
          ...messageNodes(reading.message, { actions, file: reading.failure?.error.file }),
        );
    }
  }

  private showWaiting({ mode, share }: Extract<AgeReading, { kind: 'waiting' }>): void {
    if (share === undefined) this.progress.removeAttribute('value');
    else this.progress.value = share;
    if (mode === 'estimating') this.blankTimer = setTimeout(() => this.plot.showBlank(), BLANK_DELAY);
    else this.plot.showBlank();
  }

  private drawCurve(): void {
    const { curve, view, words, plot } = this;
    if (curve === null) return;
    this.sheet.dataset.view = view;
    plot.show(curve.age, view);
    this.caption.textContent = plot.caption;
    this.setHead(ageHead(curve, plot.say(curve.age), words));
  }

  private setHead({ eyebrow, number, say }: Head): void {
    this.eyebrow.textContent = eyebrow;
    this.number.textContent = number;
    this.say.replaceChildren(...phraseNodes(say));
  }

  private setMode(mode: 'curve' | 'message' | WaitingMode): void {
    this.sheet.dataset.mode = mode;
    const isMessage = mode === 'message';
    this.message.hidden = !isMessage;
    pageElement('age-reading', HTMLElement).hidden = isMessage;
    this.sheet.setAttribute('aria-busy', String(mode === 'loading' || mode === 'estimating'));
  }
}

/** Fills and listens to the choice between the views, which stands in index.html. */
function listenToViews({ views }: Words, onView: (view: CurveView) => void): void {
  const choice = pageElement('age-view', HTMLFieldSetElement);
  const legend = choice.querySelector('legend');
  if (legend !== null) legend.textContent = views.choice;
  for (const input of choice.querySelectorAll('input')) {
    const view = VIEWS.find((name) => name === input.value) ?? 'histogram';
    if (input.nextElementSibling !== null) input.nextElementSibling.textContent = views[view];
    input.addEventListener('change', () => onView(view));
    // A browser that restores the page may have restored another choice.
    if (input.checked) onView(view);
  }
}
