/** Milliseconds between two announcements of a running video, so that a screen reader can finish a sentence. */
const PAUSE_MS = 5000;

/** Announces changes to screen readers, through a status element. */
export class Announcer {
  private readonly status: { textContent: string | null };
  private waiting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(status: { textContent: string | null }) {
    this.status = status;
  }

  /** Announces at once and drops a waiting text, which is out of date. */
  say(text: string): void {
    this.silence();
    this.status.textContent = text;
  }

  /** Announces at most every few seconds: the newest text only, and only if it differs from the last one. */
  sayCalmly(text: string): void {
    if (this.timer !== undefined) {
      this.waiting = text;
      return;
    }
    if (this.status.textContent !== text) this.status.textContent = text;
    this.timer = setTimeout(() => {
      const next = this.waiting;
      this.silence();
      if (next !== null) this.sayCalmly(next);
    }, PAUSE_MS);
  }

  private silence(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = null;
  }
}
