import type { Box, FaceEstimate } from '../index.ts';
import { type Message, type PictureSize, phraseText, type Sentences } from '../view/index.ts';
import { AgeSheet } from './age-sheet.ts';
import { Announcer } from './announcer.ts';
import { followFace, orderFaces } from './face-order.ts';
import { FacesSheet } from './faces-sheet.ts';
import type { LoadingView } from './loading-progress.ts';
import type { MessageDetails } from './message-panel.ts';
import { pageElement } from './page-elements.ts';
import { Stage } from './stage.ts';
import { VotesSheet } from './votes-sheet.ts';

/** How long a camera's last curve stays when no face is seen: a blink of the detector is no news. */
const PATIENCE_MS = 900;

/** The stage and the sheets, which always tell of the same picture and the same chosen face. */
export class Results {
  readonly stage: Stage;
  private readonly sentences: Sentences;
  private readonly ageSheet: AgeSheet;
  private readonly votesSheet: VotesSheet;
  private readonly facesSheet: FacesSheet;
  private readonly announcer = new Announcer(pageElement('status', HTMLElement));
  private faces: readonly FaceEstimate[] = [];
  private picture: PictureSize = { width: 1, height: 1 };
  private selected = 0;
  private chosen: Box | null = null;
  private lastSeen = 0;

  constructor(sentences: Sentences) {
    this.sentences = sentences;
    const onSelect = (index: number) => this.select(index);
    this.stage = new Stage({ sentences, onSelect });
    this.ageSheet = new AgeSheet(sentences);
    this.votesSheet = new VotesSheet(sentences);
    const drawCrop = (canvas: HTMLCanvasElement, box: Box) => this.stage.drawCrop(canvas, box);
    this.facesSheet = new FacesSheet({ sentences, onSelect, drawCrop });
  }

  showLoading(view: LoadingView): void {
    this.ageSheet.showLoading(view);
  }

  showEmpty(): void {
    this.forgetFaces();
    this.ageSheet.showEmpty();
    this.announcer.say(this.sentences.noPicture);
  }

  showLooking(): void {
    this.forgetFaces();
    this.ageSheet.showLooking();
    this.announcer.say(this.sentences.lookingAtPicture);
  }

  showMessage(message: Message, details: MessageDetails = {}): void {
    this.forgetFaces();
    this.ageSheet.showMessage(message, details);
    this.announcer.say(`${message.title}. ${message.text} ${message.remedy}`);
  }

  /** @returns how many faces there are */
  showPhotoFaces(faces: readonly FaceEstimate[], picture: PictureSize): number {
    this.chosen = null;
    if (faces.length === 0) {
      this.stage.showFaces([], 0, picture);
      this.showMessage(this.sentences.noFace);
      this.stage.showTag(this.sentences.noFaceTag);
      return 0;
    }
    this.take(faces, picture);
    this.announcer.say(this.spoken());
    return faces.length;
  }

  showVideoFaces(faces: readonly FaceEstimate[], picture: PictureSize, time: number): void {
    if (faces.length > 0) {
      this.lastSeen = time;
      this.take(faces, picture);
      this.announcer.sayCalmly(this.spoken());
      return;
    }
    this.stage.showFaces([], 0, picture);
    this.stage.showTag(this.sentences.noFaceTag);
    if (time - this.lastSeen < PATIENCE_MS) return;
    this.forgetFaces();
    this.ageSheet.showMessage(this.sentences.noFaceInView);
    this.announcer.sayCalmly(this.sentences.noFaceInView.text);
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
    this.announcer.say(this.spoken());
  }

  private forgetFaces(): void {
    this.faces = [];
    this.chosen = null;
    this.votesSheet.show(null);
    this.facesSheet.show([], 0);
  }

  private draw(): void {
    const { faces, selected, sentences } = this;
    const face = faces[selected];
    if (face === undefined) return;
    const place = { number: selected + 1, count: faces.length };
    this.stage.showFaces(faces, selected, this.picture);
    const [reason = null] = face.quality.reasons;
    this.stage.showTag(faces.length > 1 ? sentences.faces(faces.length) : sentences.qualityTag(reason));
    if ('withheld' in face.age) this.ageSheet.showMessage(this.reasonFor(face));
    else this.ageSheet.showCurve(face.age, place);
    this.votesSheet.show(face);
    this.facesSheet.show(faces, selected);
  }

  private reasonFor(face: FaceEstimate): Message {
    const [reason] = face.quality.reasons;
    if (reason !== undefined) return this.sentences.quality(reason, face.quality);
    return this.sentences.withheld['withheld' in face.age ? face.age.withheld : 'not-usable'];
  }

  /** The result in a sentence, for those who hear the page. */
  private spoken(): string {
    const { faces, selected, sentences } = this;
    const face = faces[selected];
    if (face === undefined) return '';
    const count = `${sentences.faces(faces.length)}.`;
    if ('withheld' in face.age) {
      const { title, text } = this.reasonFor(face);
      return `${count} ${title}. ${text}`;
    }
    const place = { number: selected + 1, count: faces.length };
    const about = `${sentences.looksAbout(place)} ${sentences.years(face.age)}.`;
    return `${count} ${about} ${phraseText(sentences.aboutAge(face.age))}`;
  }
}
