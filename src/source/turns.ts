import { unlessAborted } from './abort.ts';

/** Lets callers work one after another, in the order in which they came. */
export class Turns {
  private readonly waiting = new Set<() => void>();
  private isTaken = false;

  /** Waits for a turn. A signal that aborts takes the caller out of the queue. @returns what the caller calls to end its turn */
  async begin(...signals: readonly (AbortSignal | undefined)[]): Promise<() => void> {
    if (this.isTaken) await this.wait(signals);
    this.isTaken = true;
    return () => this.pass();
  }

  private async wait(signals: readonly (AbortSignal | undefined)[]): Promise<void> {
    let begin = () => {};
    const turn = new Promise<void>((resolve) => {
      begin = resolve;
    });
    this.waiting.add(begin);
    try {
      await unlessAborted(turn, ...signals);
    } catch (reason) {
      // The turn may have come in the same moment.
      if (!this.waiting.delete(begin)) this.pass();
      throw reason;
    }
  }

  /** The next caller takes the place over, so that nobody slips in between. */
  private pass(): void {
    const [next] = this.waiting;
    this.isTaken = next !== undefined;
    if (next === undefined) return;
    this.waiting.delete(next);
    next();
  }
}
