import { nothing, type TemplateResult } from 'lit';
import type { WatchUpdate } from '../index.ts';
import type { Attribute } from '../types.ts';
import {
  Announcer,
  CurvePlot,
  type CurveView,
  htmlElement,
  messageText,
  reasonFor,
  spokenResult,
  type Words,
} from '../view/index.ts';
import { ElementStage } from './element-stage.ts';
import { ageFigure, messageFigure, votesFigure, waitingFigure } from './figures.ts';
import { type Shown, ShownFaces } from './shown.ts';

/** How long a camera's last curve stays when no face is seen: a blink of the detector is no news. */
const PATIENCE_MS = 900;

export interface DisplayOptions {
  readonly words: Words;
  /** The figures are to be rendered again. */
  readonly onChange: () => void;
}

export interface FigureOptions {
  readonly attributes: readonly Attribute[];
  readonly view: CurveView;
  readonly onView: (view: CurveView) => void;
}

type Figure = TemplateResult | typeof nothing;

/** What there is to see and to hear: picture, figures and status always tell of the same faces. */
export class Display {
  readonly picture: ElementStage;
  /** What screen readers are told. */
  readonly status = htmlElement('p', { class: 'visually-hidden', part: 'status', role: 'status' });
  private readonly announcer = new Announcer(this.status);
  private readonly faces = new ShownFaces();
  private readonly agePlace = htmlElement('div', { class: 'plot', part: 'plot' });
  private readonly votesPlace = htmlElement('div', { class: 'plot', part: 'plot' });
  private readonly agePlot: CurvePlot;
  private readonly votesPlot: CurvePlot;
  private readonly onChange: () => void;
  private words: Words;
  private shown: Shown = { mode: 'empty' };
  private pictureSize = { width: 1, height: 1 };
  private lastSeen = 0;

  constructor({ words, onChange }: DisplayOptions) {
    this.words = words;
    this.onChange = onChange;
    this.picture = new ElementStage({ words, onSelect: (index) => this.select(index) });
    this.agePlot = new CurvePlot(this.agePlace, { kind: 'age', words, onChoose: onChange });
    this.votesPlot = new CurvePlot(this.votesPlace, { kind: 'votes', words });
  }

  setWords(words: Words): void {
    this.words = words;
    this.picture.setWords(words);
    this.agePlot.setWords(words);
    this.votesPlot.setWords(words);
    this.showTag();
  }

  /** Something else than faces. */
  show(shown: Shown): void {
    this.faces.clear();
    this.picture.explain([], this.pictureSize);
    this.shown = shown;
    if (shown.mode === 'message') this.announcer.say(messageText(shown.message(this.words)));
    else if (shown.mode === 'looking') this.announcer.say(this.words.lookingAtPicture);
    this.onChange();
  }

  /** @returns the faces as they are numbered */
  showFaces({ faces, width, height, time }: WatchUpdate, source: 'picture' | 'camera'): WatchUpdate['faces'] {
    this.pictureSize = { width, height };
    if (faces.length === 0) {
      this.picture.stage.showFaces([], 0, this.pictureSize);
      this.picture.stage.showTag(this.words.noFaceTag);
      if (source === 'picture' || time - this.lastSeen >= PATIENCE_MS) this.showNoFace(source);
      return [];
    }
    this.lastSeen = time;
    this.faces.take(faces, this.picture.stage.isMirrored);
    this.drawFaces();
    if (source === 'camera') this.announcer.sayCalmly(this.spoken());
    else this.announcer.say(this.spoken());
    return [...this.faces.all];
  }

  figures({ attributes, ...options }: FigureOptions): Figure[] {
    const { words, shown, faces } = this;
    this.drawPlots(options.view);
    const figure = { words, plot: this.agePlace, ...options };
    if (shown.mode === 'message') {
      const { message, file, retry } = shown;
      return [messageFigure(message(words), { words, file, retry })];
    }
    const { face } = faces;
    const votes = attributes.includes('attractiveness')
      ? votesFigure(face ?? null, { ...figure, plot: this.votesPlace })
      : nothing;
    if (shown.mode !== 'faces' || face === undefined) return [waitingFigure(shown, figure), votes];
    const { age, quality } = face;
    if (!('withheld' in age)) {
      const details = { eyebrow: words.looksAbout(faces.place), older: this.agePlot.chosenLabel(age) };
      return [ageFigure(age, details, figure), votes];
    }
    if (age.withheld === 'not-asked' && quality.usable) return [votes];
    return [messageFigure(reasonFor(face, words), { words })];
  }

  private drawPlots(view: CurveView): void {
    const { age, attractiveness } = this.faces.face ?? {};
    if (age === undefined || 'withheld' in age) this.agePlot.showBlank();
    else this.agePlot.show(age, view);
    if (attractiveness !== undefined && !('withheld' in attractiveness)) this.votesPlot.show(attractiveness);
  }

  private showNoFace(source: 'picture' | 'camera'): void {
    this.faces.clear();
    this.picture.explain([], this.pictureSize);
    const message = (words: Words) => (source === 'camera' ? words.noFaceInView : words.noFace);
    this.shown = { mode: 'message', message };
    this.announcer.sayCalmly(messageText(message(this.words)));
    this.onChange();
  }

  private drawFaces(): void {
    const { faces, picture } = this;
    picture.stage.showFaces(faces.all, faces.selected, this.pictureSize);
    picture.explain(faces.all, this.pictureSize);
    this.shown = { mode: 'faces' };
    this.showTag();
    this.onChange();
  }

  private showTag(): void {
    const { words, faces } = this;
    const { all, face } = faces;
    if (face === undefined) return;
    const quality = all.length > 1 ? words.faces(all.length) : words.qualityTag(face.quality.reasons);
    this.picture.stage.showTag(face.explanation === undefined ? quality : words.whereItLooks);
  }

  private select(index: number): void {
    this.faces.select(index);
    this.drawFaces();
    this.announcer.say(this.spoken());
  }

  private spoken(): string {
    return spokenResult(this.faces.all, this.faces.selected, this.words);
  }
}
