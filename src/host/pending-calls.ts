interface PendingCall<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that wait for their answers from the other side of a channel; each has a number, which its answer repeats. */
export class PendingCalls<Answer> {
  private readonly waiting = new Map<number, PendingCall<Answer>>();
  private next = 0;

  get areAny(): boolean {
    return this.waiting.size > 0;
  }

  /** Posts a request with a new number. @returns its answer; rejects if it cannot be posted */
  open(post: (call: number) => void): Promise<Answer> {
    const call = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      try {
        post(call);
      } catch (error) {
        this.waiting.delete(call);
        reject(error);
      }
    });
  }

  answer(call: number, answer: Answer): void {
    this.take(call)?.resolve(answer);
  }

  fail(call: number, error: unknown): void {
    this.take(call)?.reject(error);
  }

  failAll(error: unknown): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private take(call: number): PendingCall<Answer> | undefined {
    const waiting = this.waiting.get(call);
    this.waiting.delete(call);
    return waiting;
  }
}
