/** How near counts: a screen in each direction, of the window and of each scrolled box within it. */
const MARGIN = '100%';

/** Calls back once when an element comes near the part of the page that is visible. */
export class NearWatch {
  private readonly element: Element;
  private readonly onNear: () => void;
  private observer: IntersectionObserver | undefined;

  constructor(element: Element, onNear: () => void) {
    this.element = element;
    this.onNear = onNear;
  }

  get isWaiting(): boolean {
    return this.observer !== undefined;
  }

  /** Begins, also again after the element was moved to another window. Calls back at once where the DOM has no layout. */
  begin(): void {
    this.end();
    const view = this.element.ownerDocument.defaultView;
    if (!view || !('IntersectionObserver' in view)) {
      this.onNear();
      return;
    }
    const hear = (entries: readonly IntersectionObserverEntry[]) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.end();
      this.onNear();
    };
    this.observer = new view.IntersectionObserver(hear, { rootMargin: MARGIN, scrollMargin: MARGIN });
    this.observer.observe(this.element);
  }

  /** @returns whether the element was still awaited */
  end(): boolean {
    const { isWaiting } = this;
    this.observer?.disconnect();
    this.observer = undefined;
    return isWaiting;
  }
}
