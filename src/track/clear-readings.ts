/** Readings in a row without a chance of a minor before a watched face's guarded curves are shown. */
const NEEDED_READINGS = 5;
/** And the milliseconds that they must span: five frames of one moment are one lucky moment. */
const NEEDED_TIME = 1000;

/** Counts for how long a face has been clear of the chance of a minor. One reading that is not clear starts the count again. */
export class ClearReadings {
  private count = 0;
  private since = 0;
  private last = 0;

  record(isClear: boolean, time: number): void {
    this.count = isClear ? this.count + 1 : 0;
    if (this.count === 1) this.since = time;
    this.last = time;
  }

  get areEnough(): boolean {
    return this.count >= NEEDED_READINGS && this.last - this.since >= NEEDED_TIME;
  }
}
