import { extraWordsFor, type FacePlace, type Words } from '../languages/index.ts';
import {
  type LookedAt,
  type LookedAtList,
  MOST_KEPT,
  type PictureSource,
  type Session,
  type SessionLibrary,
} from '../session/index.ts';
import { htmlElement, setAttributes } from '../view/index.ts';
import { isVideo } from './is-video.ts';
import { LookBehind } from './look-behind.ts';
import { pageElement } from './page-elements.ts';

export interface PictureRowOptions {
  readonly words: Words;
  readonly session: Session;
  readonly library: Pick<SessionLibrary, 'decodeImage'>;
  readonly list: LookedAtList<PictureSource>;
  readonly onChoose: (id: number) => void;
  readonly onRemove: (id: number) => void;
}

/** Pixels of a small picture. */
const THUMBNAIL = 112;

/** The row of the visitor's own pictures, to go back to each. It owns their small pictures. */
export class PictureRow {
  private readonly options: PictureRowOptions;
  private readonly words;
  private readonly list = htmlElement('ul', { class: 'looked-list' });
  private readonly note = htmlElement('p', { class: 'looked-note' });
  private readonly remove = htmlElement('button', { type: 'button', class: 'looked-remove' }, '×');
  private readonly element = htmlElement('section', { class: 'looked', hidden: true }, this.list, this.note);
  private readonly thumbnails = new Map<number, Thumbnail>();
  private readonly behind: LookBehind;
  private chosen: number | null = null;

  constructor(options: PictureRowOptions) {
    const { words, session, library, list, onRemove } = options;
    this.options = options;
    this.words = extraWordsFor(words.language).looked;
    this.behind = new LookBehind({
      session,
      library,
      list,
      canvasOf: (id) => this.thumbnails.get(id)?.canvas,
      onLooked: () => this.draw(),
    });
    setAttributes(this.remove, { 'aria-label': this.words.remove, title: this.words.remove });
    this.remove.addEventListener('click', () => this.removeChosen());
    this.list.addEventListener('keydown', ({ key, target }) => {
      const [id] = [...this.thumbnails].find(([, { button }]) => button === target) ?? [];
      if (key !== 'Delete' || id === undefined) return;
      onRemove(id);
      this.focusChosen();
    });
    this.note.textContent = this.words.most(MOST_KEPT);
    pageElement('stage', HTMLElement).after(this.element);
  }

  /** @param chosen the picture that is shown; null where it is none of the row */
  show(chosen: number | null): void {
    const isOther = chosen !== this.chosen;
    this.chosen = chosen;
    this.draw();
    void this.behind.lookOn();
    // Not `scrollIntoView`, which would also scroll the page.
    const place = isOther && chosen !== null ? this.thumbnails.get(chosen)?.item : undefined;
    if (place === undefined) return;
    this.list.scrollTo({ left: place.offsetLeft - (this.list.clientWidth - place.offsetWidth) / 2 });
  }

  private removeChosen(): void {
    if (this.chosen === null) return;
    this.options.onRemove(this.chosen);
    this.focusChosen();
  }

  private focusChosen(): void {
    if (this.chosen !== null) this.thumbnails.get(this.chosen)?.button.focus();
  }

  private draw(): void {
    const { own } = this.options.list;
    this.free(own);
    // A row of one has nothing to go back to, but the picture stays removable once the row was there.
    this.element.hidden = own.length === 0;
    this.note.hidden = own.length < MOST_KEPT;
    setAttributes(this.element, { 'aria-label': this.words.heading(own.length) });
    own.forEach((entry, index) => this.drawThumbnail(entry, { number: index + 1, count: own.length }));
  }

  private drawThumbnail(entry: LookedAt<PictureSource>, place: FacePlace): void {
    const { id, outcome } = entry;
    const thumbnail = this.thumbnails.get(id) ?? this.makeThumbnail(id);
    const { item, button, age } = thumbnail;
    const isChosen = id === this.chosen;
    setAttributes(button, {
      'aria-current': String(isChosen),
      'aria-label': this.words.picture(place, this.saidOf(entry)),
    });
    const isFilm = isVideo(entry.source) && outcome?.kind !== 'failed';
    item.dataset.outcome = isFilm ? 'video' : (outcome?.kind ?? 'waiting');
    age.textContent = outcome?.kind === 'curve' && !isFilm ? this.yearsOf(outcome.expectation) : '';
    if (isChosen) item.append(this.remove);
    else if (this.remove.parentElement === item) this.remove.remove();
  }

  private makeThumbnail(id: number): Thumbnail {
    const canvas = htmlElement('canvas', { width: THUMBNAIL, height: THUMBNAIL, 'aria-hidden': 'true' });
    const age = htmlElement('span', { class: 'looked-age' });
    const button = htmlElement('button', { type: 'button', class: 'looked-picture' }, canvas, age);
    const item = htmlElement('li', {}, button);
    button.addEventListener('click', () => this.options.onChoose(id));
    this.list.append(item);
    const thumbnail = { item, button, canvas, age };
    this.thumbnails.set(id, thumbnail);
    return thumbnail;
  }

  private free(own: readonly LookedAt<PictureSource>[]): void {
    for (const [id, { item, canvas }] of this.thumbnails) {
      if (own.some((entry) => entry.id === id)) continue;
      item.remove();
      // Gives the pixels back at once.
      canvas.width = 0;
      this.thumbnails.delete(id);
    }
  }

  private saidOf({ source, outcome }: LookedAt<PictureSource>): string {
    const { words } = this;
    if (outcome?.kind === 'failed') return this.options.words.errors[outcome.error.code].title;
    if (isVideo(source)) return words.video;
    if (outcome === null) return words.waiting;
    return outcome.kind === 'none' ? words.noCurve : words.looksAbout(this.yearsOf(outcome.expectation));
  }

  private yearsOf(expectation: number): string {
    return this.options.words.number(Math.round(expectation));
  }
}

interface Thumbnail {
  readonly item: HTMLLIElement;
  readonly button: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
  readonly age: HTMLElement;
}
