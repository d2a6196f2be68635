/** Runs one task at a time. Of those that come meanwhile only the newest is run. */
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
