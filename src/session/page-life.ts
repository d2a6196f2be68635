export interface PageLifeOptions {
  /** The page is hidden behind another tab or window. */
  readonly onHidden: () => void;
  /** The page is left, or the element is no longer in it. @returns whether to call `onBack` when it is there again */
  readonly onGone: () => boolean;
  readonly onBack?: () => void;
}

/** Tells when a page, or an element in it, is hidden, left, moved, and shown again from the browser's page cache. */
export class PageLife {
  private readonly options: PageLifeOptions;
  private listening: AbortController | null = null;
  private page: Document | null = null;
  private isAwaited = false;

  constructor(options: PageLifeOptions) {
    this.options = options;
  }

  /** @param page the document to listen to; another one than before where the element was moved to a frame or window */
  connect(page: Document = document): void {
    if (page === this.page) return;
    this.listening?.abort();
    this.page = page;
    this.listening = new AbortController();
    const { signal } = this.listening;
    page.addEventListener(
      'visibilitychange',
      () => {
        if (page.hidden) this.options.onHidden();
      },
      { signal },
    );
    const view = page.defaultView;
    view?.addEventListener('pagehide', () => this.onPageHide(page), { signal });
    view?.addEventListener('pageshow', () => this.comeBack(), { signal });
    this.comeBack();
  }

  disconnect(element: Element): void {
    // An element that is moved is taken out and put in again in one go.
    queueMicrotask(() => {
      if (element.isConnected) return;
      this.listening?.abort();
      this.page = null;
      this.leave();
    });
  }

  /** Has `onBack` called when the element is in a page again. */
  expect(): void {
    this.isAwaited = true;
  }

  /** A page takes the element back out of a window that closes, in a listener of the same event. */
  private onPageHide(page: Document): void {
    if (page === document) this.leave();
    else {
      setTimeout(() => {
        if (page === this.page) this.leave();
      });
    }
  }

  private leave(): void {
    this.isAwaited = this.options.onGone() || this.isAwaited;
  }

  private comeBack(): void {
    if (!this.isAwaited) return;
    this.isAwaited = false;
    this.options.onBack?.();
  }
}
