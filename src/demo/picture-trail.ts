import type { CameraChoice } from '../index.ts';
import { LookedAtList, type PictureSource } from '../session/index.ts';
import { isVideo } from './is-video.ts';
import { lateParts } from './late-parts.ts';
import { PageHistory, type Place } from './page-history.ts';
import type { PictureRow, PictureRowOptions } from './picture-row.ts';

export type PictureTrailOptions = Pick<PictureRowOptions, 'words' | 'session' | 'library'>;

/** The way through the pictures of this visit: opens them, keeps the own ones to go back to, and follows the browser's history. */
export class PictureTrail {
  private readonly options: PictureTrailOptions;
  private readonly list = new LookedAtList<PictureSource>((source) => {
    if (source instanceof ImageBitmap) source.close();
  });
  private readonly history = new PageHistory((place) => this.arrive(place));
  /** The sample that the page as it opened shows, if any. */
  private first: number | undefined;
  private row: PictureRow | null = null;
  private isRowWanted = false;

  constructor(options: PictureTrailOptions) {
    this.options = options;
  }

  /** Opens the first one of the visitor's own pictures and videos; the others wait in the row. */
  openOwn(sources: readonly PictureSource[]): void {
    this.go(this.list.addOwn(sources)?.id);
  }

  /** Shows a sample as the beginning of the visit. */
  beginWith(image: HTMLImageElement): void {
    this.first = this.list.addSample(image).id;
    this.arrive(this.history.place);
  }

  openSample(image: HTMLImageElement): void {
    this.go(this.list.addSample(image).id);
  }

  useCamera(choice?: CameraChoice): void {
    this.history.push('camera');
    void this.options.session.useCamera(choice);
    this.draw();
  }

  /** Goes to the own picture so many places further in the row. @returns false where there is none */
  step(places: number): boolean {
    const { place } = this.history;
    const next = typeof place === 'number' ? this.list.neighbour(place, places) : undefined;
    this.go(next?.id);
    return next !== undefined;
  }

  /** Looks at the pictures that wait in the row, now that the notice was read. */
  lookOn(): void {
    this.draw();
  }

  private go(id: number | undefined): void {
    if (id === undefined) return;
    this.history.push(id);
    this.arrive(id);
  }

  private arrive(place: Place): void {
    const { session } = this.options;
    const id = place === 'beginning' ? this.first : place;
    const picture = typeof id === 'number' ? this.list.get(id) : undefined;
    // No camera starts by itself, and a picture that was removed is gone.
    if (picture === undefined) session.stop(place === 'camera' ? 'stopped' : undefined);
    else if (isVideo(picture.source)) void session.openVideo(picture.source);
    else void session.openPicture(picture.source, nameOf(picture.source));
    this.draw();
  }

  private remove(id: number): void {
    const next = this.list.remove(id);
    if (id === this.history.place) {
      this.history.rename(next?.id ?? 'beginning');
      this.arrive(this.history.place);
    } else this.draw();
  }

  private draw(): void {
    if (this.list.own.length > 1) void this.loadRow();
    const { place } = this.history;
    this.row?.show(typeof place === 'number' ? place : null);
  }

  private async loadRow(): Promise<void> {
    if (this.isRowWanted) return;
    this.isRowWanted = true;
    const part = await lateParts.pictureRow().catch(() => null);
    if (part === null) {
      // The next change tries again.
      this.isRowWanted = false;
      return;
    }
    this.row = new part.PictureRow({
      ...this.options,
      list: this.list,
      onChoose: (id) => this.go(id),
      onRemove: (id) => this.remove(id),
    });
    this.draw();
  }
}

/** Samples have names, and they alone are images of the page. */
function nameOf(source: PictureSource): string {
  return source instanceof HTMLImageElement ? source.alt : '';
}
