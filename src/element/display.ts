import { nothing, type TemplateResult } from 'lit';
import type { Words } from '../languages/index.ts';
import { ageHead, ageReading, type SessionScreen, showMarks, votesReading } from '../session/index.ts';
import type { Attribute } from '../types.ts';
import { Announcer, CurvePlot, type CurveView, htmlElement } from '../view/index.ts';
import { ElementStage } from './element-stage.ts';
import { ageFigure, messageFigure, votesFigure, waitingFigure } from './figures.ts';

export interface DisplayOptions {
  readonly words: Words;
  readonly onSelect: (index: number) => void;
  /** Called when the figures must be rendered again. */
  readonly onChange: () => void;
  /** Called when the script of a view could not be loaded. */
  readonly onError: (error: unknown) => void;
}

export interface FigureOptions {
  readonly attributes: readonly Attribute[];
  readonly view: CurveView;
  readonly onView: (view: CurveView) => void;
}

type Figure = TemplateResult | typeof nothing;

/** Draws what a session shows: picture, figures, and the status that screen readers announce. */
export class Display {
  readonly picture: ElementStage;
  readonly status = htmlElement('p', { class: 'visually-hidden', part: 'status', role: 'status' });
  readonly announcer = new Announcer(this.status);
  private readonly agePlace = htmlElement('div', { class: 'plot', part: 'plot' });
  private readonly votesPlace = htmlElement('div', { class: 'plot', part: 'plot' });
  private readonly agePlot: CurvePlot;
  private readonly votesPlot: CurvePlot;
  private words: Words;

  constructor({ words, onSelect, onChange, onError }: DisplayOptions) {
    this.words = words;
    this.picture = new ElementStage({ words, onSelect });
    this.agePlot = new CurvePlot(this.agePlace, { kind: 'age', words, onChange, onError });
    this.votesPlot = new CurvePlot(this.votesPlace, { kind: 'votes', words });
  }

  setWords(words: Words): void {
    this.words = words;
    this.picture.setWords(words);
    this.agePlot.setWords(words);
    this.votesPlot.setWords(words);
  }

  /** Call after a move to another document. */
  measure(): void {
    for (const part of [this.picture.stage, this.agePlot, this.votesPlot]) part.measure();
  }

  /** Draws marks and overlay on the picture. @param isCamera whether the video is the camera's */
  drawPicture(screen: SessionScreen, isCamera: boolean): void {
    const { faces, size } = screen;
    this.picture.nameVideo(isCamera ? this.words.cameraLabel : this.words.pictureLabel);
    this.picture.explain(faces.all, size);
    showMarks(this.picture.stage, screen, this.words, faces.face?.explanation !== undefined);
  }

  figures(screen: SessionScreen, { attributes, ...options }: FigureOptions): Figure[] {
    const { words } = this;
    const reading = ageReading(screen, words);
    const figure = { words, plot: this.agePlace, ...options };
    if (reading.kind === 'curve') this.agePlot.show(reading.age, options.view);
    else this.agePlot.showBlank();
    // A message takes the place of both figures.
    if (reading.kind === 'message') return [messageFigure(reading, words)];
    const votes = attributes.includes('attractiveness') ? this.votes(screen) : nothing;
    if (reading.kind === 'none') return [votes];
    if (reading.kind === 'waiting') return [waitingFigure(reading, figure), votes];
    const head = ageHead(reading, this.agePlot.say(reading.age), words);
    return [ageFigure(head, { ...figure, caption: this.agePlot.caption }), votes];
  }

  private votes({ faces }: SessionScreen): TemplateResult {
    const reading = votesReading(faces.face, this.words);
    if (reading.kind === 'curve') this.votesPlot.show(reading.votes);
    return votesFigure(reading, { words: this.words, plot: this.votesPlace });
  }
}
