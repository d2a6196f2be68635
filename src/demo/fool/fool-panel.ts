import type { LabelDistribution } from '../../index.ts';
import { changePhrase } from '../../languages/change.ts';
import type { FoolWords, Perturbation } from '../../languages/fool-words.ts';
import type { Phrase, TimelinePoint, Words } from '../../languages/index.ts';
import { htmlElement, setAttributes } from '../../view/create-element.ts';
import { phraseNodes } from '../../view/phrase-nodes.ts';
import { ChangePlot } from './change-plot.ts';
import { PERTURBATIONS, RANGES, type Values } from './perturbations.ts';
import type { Picture } from './picture.ts';
import { SweepPlot } from './sweep-plot.ts';

export interface FoolPanelOptions {
  readonly words: Words;
  readonly fool: FoolWords;
  /** A place of a slider, in words. */
  readonly valueText: (name: Perturbation, value: number) => string;
  readonly onChoose: (name: Perturbation) => void;
  readonly onValue: (value: number) => void;
  readonly onRun: () => void;
  readonly onBack: () => void;
}

/** Estimates along a slider, null where one gave up, and what came of it in words. Without points there is no plot. */
export interface Sweep {
  readonly points: readonly (TimelinePoint | null)[];
  readonly text: string;
}

/** The parts of the sheet: the changed picture, its curve, the choice, the slider, and what came of a run. Holds no state of its own. */
export class FoolPanel {
  readonly element: HTMLElement;
  private readonly options: FoolPanelOptions;
  private readonly picture: HTMLCanvasElement;
  private readonly number = htmlElement('p', { class: 'number' });
  private readonly say = htmlElement('p', { class: 'say' });
  private readonly plot: ChangePlot;
  private readonly choices = new Map<Perturbation, HTMLInputElement>();
  private readonly name = htmlElement('span');
  private readonly value = htmlElement('span', { class: 'quiet' });
  private readonly slider = htmlElement('input', { type: 'range', id: 'fool-slider' });
  private readonly run: HTMLButtonElement;
  private readonly back: HTMLButtonElement;
  private readonly swept = htmlElement('div', { class: 'fool-swept', hidden: true });
  private readonly sweptSay = htmlElement('p', { class: 'quiet' });
  private readonly sweepPlot: SweepPlot;

  constructor(options: FoolPanelOptions) {
    this.options = options;
    const { words, fool, onRun, onBack } = options;
    this.picture = htmlElement('canvas', { class: 'fool-picture', role: 'img', 'aria-label': fool.picture });
    this.run = htmlElement('button', { type: 'button', class: 'button' }, fool.run);
    this.back = htmlElement('button', { type: 'button', class: 'button' }, fool.back);
    const plot = htmlElement('div', { class: 'plot fool-plot' });
    this.plot = new ChangePlot(plot, words, fool);
    const sweepPlace = htmlElement('div', { class: 'plot fool-sweep' });
    this.sweepPlot = new SweepPlot(sweepPlace);
    this.swept.append(sweepPlace, this.sweptSay);
    this.element = htmlElement(
      'div',
      { class: 'fool' },
      this.picture,
      htmlElement('div', { class: 'fool-reading' }, this.number, this.say),
      plot,
      htmlElement(
        'div',
        { class: 'fool-controls' },
        this.choice(),
        htmlElement('label', { class: 'fool-label', for: 'fool-slider' }, this.name, this.value),
        this.slider,
        this.swept,
        htmlElement('div', { class: 'actions' }, this.run, this.back),
        htmlElement('p', { class: 'fool-lesson' }, fool.lesson),
      ),
    );
    this.slider.addEventListener('input', () => options.onValue(this.slider.valueAsNumber));
    this.run.addEventListener('click', onRun);
    this.back.addEventListener('click', onBack);
  }

  showPicture({ width, height, data }: Picture): void {
    setAttributes(this.picture, { width, height });
    this.picture.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }

  showCurve(first: LabelDistribution, now: LabelDistribution): void {
    this.number.textContent = this.options.words.years(now);
    this.showSentence(changePhrase(first, now, this.options.fool.change));
    this.plot.show(first, now);
  }

  /** @param first the curve that is left as an outline; null where there never was one */
  showMessage(phrase: Phrase, first: LabelDistribution | null): void {
    this.number.textContent = '?';
    this.showSentence(phrase);
    if (first !== null) this.plot.show(first, null);
  }

  showSlider(chosen: Perturbation, values: Values): void {
    const { fool, valueText } = this.options;
    const { least, most, step } = RANGES[chosen];
    const value = values[chosen];
    const text = valueText(chosen, value);
    setAttributes(this.slider, { min: least, max: most, step, 'aria-valuetext': text });
    this.slider.value = String(value);
    this.name.textContent = fool.names[chosen];
    this.value.textContent = text;
    let isChanged = false;
    for (const [name, input] of this.choices) {
      input.checked = name === chosen;
      input.parentElement?.toggleAttribute('data-changed', values[name] !== 0);
      isChanged ||= values[name] !== 0;
    }
    this.back.disabled = !isChanged;
  }

  setRunning(isRunning: boolean): void {
    const { fool } = this.options;
    this.run.textContent = isRunning ? fool.stop : fool.run;
  }

  /** Draws what came of a run, with the slider as it stands now. */
  showSweep(chosen: Perturbation, values: Values, { points, text }: Sweep): void {
    const { words, fool, valueText } = this.options;
    const { least, most } = RANGES[chosen];
    this.swept.hidden = points.length === 0;
    this.sweptSay.textContent = text;
    this.sweepPlot.show(points, {
      least,
      most,
      value: values[chosen],
      ends: [valueText(chosen, least), valueText(chosen, most)],
      aloud: `${fool.names[chosen]}. ${text}`,
      number: words.number,
    });
  }

  private showSentence(phrase: Phrase): void {
    this.say.replaceChildren(...phraseNodes(phrase));
  }

  private choice(): HTMLFieldSetElement {
    const { fool, onChoose } = this.options;
    const labels = PERTURBATIONS.map((name) => {
      const input = htmlElement('input', { type: 'radio', name: 'fool', value: name });
      input.addEventListener('change', () => onChoose(name));
      this.choices.set(name, input);
      return htmlElement('label', {}, input, htmlElement('span', {}, fool.names[name]));
    });
    const legend = htmlElement('legend', { class: 'visually-hidden' }, fool.which);
    return htmlElement('fieldset', { class: 'choice fool-choice' }, legend, ...labels);
  }
}
