/** Looks in a row without a chance of a minor before a watched face's attractiveness is shown. */
const NEEDED_LOOKS = 5;
/** And the milliseconds they must span: five frames of one moment are one lucky moment. */
const NEEDED_TIME = 1000;

/** Counts how long a face has been clear of the chance of a minor. One look that is not begins the count anew. */
export class ClearLooks {
  private count = 0;
  private since = 0;
  private last = 0;

  record(isClear: boolean, time: number): void {
    this.count = isClear ? this.count + 1 : 0;
    if (this.count === 1) this.since = time;
    this.last = time;
  }

  get areEnough(): boolean {
    return this.count >= NEEDED_LOOKS && this.last - this.since >= NEEDED_TIME;
  }
}
