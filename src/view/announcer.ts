/** Least time between two announcements of a running video, so that a screen reader can finish a sentence. */
const PAUSE_MS = 5000;

/** Says what happens to those who cannot see it, through a status element. */
export class Announcer {
  private readonly status: { textContent: string | null };
  private waiting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(status: { textContent: string | null }) {
    this.status = status;
  }

  /** At once; what was waiting is out of date. */
  say(text: string): void {
    this.silence();
    this.status.textContent = text;
  }

  /** At most every few seconds, the newest text only, and only if it is news. */
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
