/** Calls back when the size of an element changes, in the window that shows the element. */
export class SizeWatch {
  private readonly element: Element;
  private readonly onChange: () => void;
  private observer: ResizeObserver | undefined;

  constructor(element: Element, onChange: () => void) {
    this.element = element;
    this.onChange = onChange;
    this.begin();
  }

  /** Begins again after the element was moved to another window: a hidden window reports no sizes. */
  begin(): void {
    this.observer?.disconnect();
    const view = this.element.ownerDocument.defaultView;
    // Some DOMs of tests have no layout.
    if (!view || !('ResizeObserver' in view)) return;
    this.observer = new view.ResizeObserver(this.onChange);
    this.observer.observe(this.element);
  }
}
