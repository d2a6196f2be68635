export interface PageLifeOptions {
  /** The page is hidden behind another one. */
  readonly onHidden: () => void;
  /** The element is no longer in a page that is shown. @returns whether to call `onBack` when it is again */
  readonly onGone: () => boolean;
  readonly onBack: () => void;
}

/** When an element is there for somebody: taken out, moved, left, and come back to through the browser's history. */
export class PageLife {
  private readonly element: Element;
  private readonly options: PageLifeOptions;
  private listening: AbortController | null = null;
  private isAwaited = false;

  constructor(element: Element, options: PageLifeOptions) {
    this.element = element;
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

  disconnect(): void {
    // An element that is moved is taken out and put in again in one go.
    queueMicrotask(() => {
      if (this.element.isConnected) return;
      this.listening?.abort();
      this.listening = null;
      this.leave();
    });
  }

  /** `onBack` is to be called when the element is there again. */
  expect(): void {
    this.isAwaited = true;
  }

  private leave(): void {
    this.isAwaited = this.options.onGone() || this.isAwaited;
  }

  private comeBack(): void {
    if (!this.isAwaited) return;
    this.isAwaited = false;
    this.options.onBack();
  }
}
