import type { Box, FaceEstimate } from '../index.ts';
import {
  Announcer,
  followFace,
  type LoadingView,
  type Message,
  messageText,
  orderFaces,
  type PictureSize,
  reasonFor,
  Stage,
  spokenResult,
  type Words,
} from '../view/index.ts';
import { AgeSheet } from './age-sheet.ts';
import { FacesSheet } from './faces-sheet.ts';
import type { MessageDetails } from './message-panel.ts';
import { pageElement } from './page-elements.ts';
import { TimelineSheet } from './timeline-sheet.ts';
import { VotesSheet } from './votes-sheet.ts';
import { WhereItLooks } from './where-it-looks.ts';

/** How long a camera's last curve stays when no face is seen: a blink of the detector is no news. */
const PATIENCE_MS = 900;

/** The face that all sheets tell of, in the picture that it was found in. */
export interface ShownFace {
  readonly face: FaceEstimate;
  readonly picture: PictureSize;
}

/** The stage and the sheets, which always tell of the same picture and the same chosen face. */
export class Results {
  readonly stage: Stage;
  /** Called with each face that is shown, and with null when there is none. */
  onFace: (shown: ShownFace | null) => void = () => undefined;
  private readonly words: Words;
  private readonly ageSheet: AgeSheet;
  private readonly votesSheet: VotesSheet;
  private readonly facesSheet: FacesSheet;
  readonly timeline: TimelineSheet;
  private readonly whereItLooks = new WhereItLooks();
  private readonly announcer = new Announcer(pageElement('status', HTMLElement));
  private faces: readonly FaceEstimate[] = [];
  private picture: PictureSize = { width: 1, height: 1 };
  private selected = 0;
  private chosen: Box | null = null;
  private lastSeen = 0;

  constructor(words: Words) {
    this.words = words;
    const onSelect = (index: number) => this.select(index);
    this.stage = new Stage(
      {
        stage: pageElement('stage', HTMLElement),
        layer: pageElement('picture', HTMLElement),
        canvas: pageElement('photo', HTMLCanvasElement),
        video: pageElement('mirror', HTMLVideoElement),
        tag: pageElement('tag', HTMLElement),
      },
      { words, onSelect },
    );
    this.ageSheet = new AgeSheet(words);
    this.votesSheet = new VotesSheet(words);
    this.timeline = new TimelineSheet(words);
    const drawCrop = (canvas: HTMLCanvasElement, box: Box) => this.stage.drawCrop(canvas, box);
    this.facesSheet = new FacesSheet({ words, onSelect, drawCrop });
  }

  showLoading(view: LoadingView): void {
    this.ageSheet.showLoading(view);
  }

  showEmpty(): void {
    this.forgetFaces();
    this.ageSheet.showEmpty();
    this.announcer.say(this.words.noPicture);
  }

  showLooking(): void {
    this.forgetFaces();
    this.ageSheet.showLooking();
    this.announcer.say(this.words.lookingAtPicture);
  }

  showMessage(message: Message, details: MessageDetails = {}): void {
    this.forgetFaces();
    this.ageSheet.showMessage(message, details);
    this.announcer.say(messageText(message));
  }

  /** @returns how many faces there are */
  showPhotoFaces(faces: readonly FaceEstimate[], picture: PictureSize): number {
    this.chosen = null;
    if (faces.length === 0) {
      this.stage.showFaces([], 0, picture);
      this.showMessage(this.words.noFace);
      this.stage.showTag(this.words.noFaceTag);
      return 0;
    }
    this.take(faces, picture);
    this.announcer.say(spokenResult(this.faces, this.selected, this.words));
    return faces.length;
  }

  showVideoFaces(faces: readonly FaceEstimate[], picture: PictureSize, time: number): void {
    this.timeline.add(faces, time);
    if (faces.length > 0) {
      this.lastSeen = time;
      this.take(faces, picture);
      this.announcer.sayCalmly(spokenResult(this.faces, this.selected, this.words));
      return;
    }
    this.stage.showFaces([], 0, picture);
    this.stage.showTag(this.words.noFaceTag);
    if (time - this.lastSeen < PATIENCE_MS) return;
    this.forgetFaces();
    this.ageSheet.showMessage(this.words.noFaceInView);
    this.announcer.sayCalmly(this.words.noFaceInView.text);
  }

  private take(faces: readonly FaceEstimate[], picture: PictureSize): void {
    this.faces = orderFaces(faces, this.stage.isMirrored);
    this.picture = picture;
    this.selected = followFace(this.faces, this.chosen);
    // While a video runs, the face that was picked is the one to stay with as it moves.
    if (this.chosen !== null) this.chosen = this.faces[this.selected]?.box ?? null;
    this.draw();
  }

  private select(index: number): void {
    this.selected = index;
    this.chosen = this.faces[index]?.box ?? null;
    this.draw();
    this.announcer.say(spokenResult(this.faces, this.selected, this.words));
  }

  private forgetFaces(): void {
    this.faces = [];
    this.chosen = null;
    this.whereItLooks.hide();
    this.votesSheet.show(null);
    this.facesSheet.show([], 0);
    this.onFace(null);
  }

  private draw(): void {
    const { faces, selected, words } = this;
    const face = faces[selected];
    if (face === undefined) return;
    const place = { number: selected + 1, count: faces.length };
    this.stage.showFaces(faces, selected, this.picture);
    const { reasons } = face.quality;
    this.stage.showTag(faces.length > 1 ? words.faces(faces.length) : words.qualityTag(reasons));
    if ('withheld' in face.age) this.ageSheet.showMessage(reasonFor(face, words));
    else this.ageSheet.showCurve(face.age, place);
    this.timeline.follow(face.id);
    this.whereItLooks.show(faces, this.picture, this.stage.isMirrored);
    this.votesSheet.show(face);
    this.facesSheet.show(faces, selected);
    this.onFace({ face, picture: this.picture });
  }
}
