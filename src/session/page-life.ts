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
  private isAwaited = false;

  constructor(options: PageLifeOptions) {
    this.options = options;
  }

  connect(): void {
    if (this.listening !== null) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden) this.options.onHidden();
      },
      { signal },
    );
    addEventListener('pagehide', () => this.leave(), { signal });
    addEventListener('pageshow', () => this.comeBack(), { signal });
    this.comeBack();
  }

  disconnect(element: Element): void {
    // An element that is moved is taken out and put in again in one go.
    queueMicrotask(() => {
      if (element.isConnected) return;
      this.listening?.abort();
      this.listening = null;
      this.leave();
    });
  }

  /** Has `onBack` called when the element is in a page again. */
  expect(): void {
    this.isAwaited = true;
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
