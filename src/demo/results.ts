import type { Box, FaceEstimate } from '../index.ts';
import type { ToolWords, Words } from '../languages/index.ts';
import { type AgeReading, ageReading, type Session, showMarks } from '../session/index.ts';
import { Announcer, Stage } from '../view/index.ts';
import { AgeSheet } from './age-sheet.ts';
import { FacesSheet } from './faces-sheet.ts';
import type { Action } from './message-panel.ts';
import { pageElement } from './page-elements.ts';
import { TimelinePlace } from './timeline-place.ts';
import { VotesSheet } from './votes-sheet.ts';
import { WhereItLooks } from './where-it-looks.ts';

export interface ResultsOptions {
  readonly words: Words;
  readonly tools: ToolWords;
  readonly onSelect: (index: number) => void;
  readonly onHold: (face: FaceEstimate | null) => void;
  readonly onChoosePhoto: () => void;
  readonly onReadNotice: () => void;
}

/** Draws what a session shows on the page's stage and sheets. */
export class Results {
  readonly stage: Stage;
  readonly announcer = new Announcer(pageElement('status', HTMLElement));
  readonly timeline: TimelinePlace;
  readonly votesSheet: VotesSheet;
  private readonly options: ResultsOptions;
  private readonly ageSheet: AgeSheet;
  private readonly facesSheet: FacesSheet;
  private readonly whereItLooks = new WhereItLooks();

  constructor(options: ResultsOptions) {
    this.options = options;
    const { words, tools, onSelect } = options;
    this.stage = new Stage(
      {
        stage: pageElement('stage', HTMLElement),
        layer: pageElement('picture', HTMLElement),
        canvas: pageElement('photo', HTMLCanvasElement),
        video: pageElement('mirror', HTMLVideoElement),
        tag: pageElement('tag', HTMLElement),
      },
      { words, onSelect, leastShown: 2048 },
    );
    this.ageSheet = new AgeSheet(words, tools.age);
    this.votesSheet = new VotesSheet(words, tools.votes);
    this.timeline = new TimelinePlace({
      words,
      timeline: tools.timeline,
      video: this.stage.video,
      onHold: options.onHold,
    });
    const drawCrop = (canvas: HTMLCanvasElement, box: Box) => this.stage.drawCrop(canvas, box);
    this.facesSheet = new FacesSheet({ words, ageRange: tools.age.range, onSelect, drawCrop });
  }

  draw(session: Session): void {
    const { words } = this.options;
    const { screen } = session;
    const { faces, size } = screen;
    const reading = ageReading(screen, words);
    showMarks(this.stage, screen, words);
    this.ageSheet.show(reading, this.actionsFor(reading, session));
    this.votesSheet.show(screen.held ?? faces.face);
    this.facesSheet.show(faces.all, faces.selected);
    this.whereItLooks.show(faces.all, size);
    this.timeline.show(session);
  }

  /** What the user can do about a message. */
  private actionsFor(reading: AgeReading, { loading }: Session): Action[] {
    const { words, tools, onChoosePhoto, onReadNotice } = this.options;
    if (reading.kind !== 'message') return [];
    if (reading.isNotice) return [{ label: words.readNotice, onClick: onReadNotice }];
    if (reading.failure === undefined) return [];
    const { retry } = reading.failure;
    const actions: Action[] = [];
    if (retry !== undefined) actions.push({ label: words.tryAgain, onClick: retry });
    if (loading === 'ready') actions.push({ label: tools.page.choosePhoto, onClick: onChoosePhoto });
    return actions;
  }
}
