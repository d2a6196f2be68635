/** Runs one task at a time. Tasks that arrive while one runs replace each other, so only the newest runs next. */
export class NewestOnly {
  private isRunning = false;
  private next: (() => Promise<void>) | null = null;

  /** @param task must not reject */
  run(task: () => Promise<void>): void {
    this.next = task;
    if (!this.isRunning) void this.runAll();
  }

  private async runAll(): Promise<void> {
    this.isRunning = true;
    while (this.next !== null) {
      const task = this.next;
      this.next = null;
      await task();
    }
    this.isRunning = false;
  }
}
