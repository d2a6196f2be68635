import { pageElement } from './page-elements.ts';

/** The sample with which the page begins; the address may name another one. */
const FIRST = 'middle';

/** The row of samples. The page holds small ones; a full picture, with the same `alt`, is fetched when it is chosen, or by `fetchAll`. */
export class Samples {
  private readonly buttons = [...pageElement('samples', HTMLElement).querySelectorAll('button')];
  private readonly pictures = new Map<HTMLButtonElement, HTMLImageElement>();

  constructor(onChoose: (picture: HTMLImageElement) => void) {
    for (const button of this.buttons) {
      button.addEventListener('click', () => onChoose(this.pictureOf(button)));
    }
  }

  /** Marks the sample that is shown. @param picture what the page shows */
  show(picture: unknown): void {
    for (const button of this.buttons) {
      const isShown = picture !== null && picture === this.pictures.get(button);
      button.setAttribute('aria-pressed', String(isShown));
    }
  }

  /** True for the picture of a sample, which shows nobody. */
  has(picture: unknown): boolean {
    return [...this.pictures.values()].some((sample) => sample === picture);
  }

  /** The sample with this name in the page; null where there is none. @param wanted of `firstSample` */
  pictureNamed(wanted: string | null): HTMLImageElement | null {
    const button = this.buttons.find(({ dataset }) => dataset.sample === wanted);
    return button === undefined ? null : this.pictureOf(button);
  }

  /** Fetches what was not fetched yet, so that choosing a sample later sends no request. */
  async fetchAll(): Promise<void> {
    // A sample that cannot be fetched is reported when it is chosen.
    await Promise.allSettled(this.buttons.map((button) => loaded(this.pictureOf(button))));
  }

  private pictureOf(button: HTMLButtonElement): HTMLImageElement {
    const known = this.pictures.get(button);
    // A picture that failed may come the next time.
    if (known !== undefined && !(known.complete && known.naturalWidth === 0)) return known;
    const picture = new Image();
    picture.alt = button.querySelector('img')?.alt ?? '';
    picture.src = `./samples/${button.dataset.sample}.jpg`;
    this.pictures.set(button, picture);
    return picture;
  }
}

/** `?sample=` in the page's address names the first sample, or asks for `none`. Null where something else is to be shown. */
export function firstSample(address: URLSearchParams, isSharedPicture: boolean): string | null {
  return isSharedPicture ? null : (address.get('sample') ?? FIRST);
}

function loaded(picture: HTMLImageElement): Promise<void> {
  if (picture.complete) return Promise.resolve();
  return new Promise((resolve) => {
    for (const type of ['load', 'error']) picture.addEventListener(type, () => resolve(), { once: true });
  });
}
