import type { Page } from '@playwright/test';

/** A worker that the page started. */
interface RecordedWorker {
  readonly address: string;
  readonly worker: Worker;
  isTerminated: boolean;
}

declare global {
  var recordedWorkers: RecordedWorker[];
}

/** Records every worker that the next pages start in `recordedWorkers`. */
export async function recordWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.recordedWorkers = [];
    const Started = globalThis.Worker;
    globalThis.Worker = class extends Started {
      private readonly record: RecordedWorker;

      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        this.record = { address: String(address), worker: this, isTerminated: false };
        globalThis.recordedWorkers.push(this.record);
      }

      override terminate(): void {
        this.record.isTerminated = true;
        super.terminate();
      }
    };
  });
}
