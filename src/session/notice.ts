import type { WatchUpdate } from '../index.ts';
import type { VideoSource } from '../view/index.ts';
import type { PictureSource } from './picture-source.ts';
import type { ResultSource } from './shown.ts';

export type Opened = PictureSource | VideoSource | 'camera';

const KEY = 'facecurve-notice';

/** The notice before the first curve of one's own face. It is open until it was read, once on a device. */
export class Notice {
  private readonly isWanted: (opened: Opened) => boolean;
  private isOpenNow = false;
  private wasRead = false;
  private held: (() => void) | null = null;

  /** @param isWanted whether what is opened may show a visitor's own face */
  constructor(isWanted: (opened: Opened) => boolean = () => false) {
    this.isWanted = isWanted;
  }

  /** While it is open, no curve is shown. */
  get isOpen(): boolean {
    return this.isOpenNow;
  }

  /** Whether it was read, in this visit or before. */
  get isRead(): boolean {
    return this.wasRead || isKept();
  }

  begin(opened: Opened): void {
    this.held = null;
    this.isOpenNow = this.isWanted(opened) && !this.isRead;
  }

  end(): void {
    this.isOpenNow = false;
    this.held = null;
  }

  /** Keeps the newest result until the notice is read. A picture without a face has nothing to wait for. */
  holds({ faces }: WatchUpdate, source: ResultSource, show: () => void): boolean {
    if (!this.isOpenNow || (source === 'picture' && faces.length === 0)) return false;
    this.held = show;
    return true;
  }

  /** The notice was read. @returns what was held meanwhile */
  read(): (() => void) | null {
    const { held } = this;
    this.wasRead = true;
    this.end();
    keep();
    return held;
  }
}

function isKept(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Where the browser keeps nothing, the notice comes again with the next visit. */
function keep(): void {
  try {
    localStorage.setItem(KEY, 'read');
  } catch {
    // Nothing is lost but a press on a button.
  }
}
