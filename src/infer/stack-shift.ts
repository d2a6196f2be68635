/** A run that takes this many times the fastest of its size is taken for one that the stack holds up. */
const HELD_UP = 1.5;
/** The fastest time grows by this factor a run, so that a machine that has become slower is not taken for a held-up one for long. */
const AGING = 1.01;

/**
 * Calls of WebAssembly from a good place of the stack.
 *
 * V8 on x64 keeps registers of a WebAssembly function on a stack that is aligned to 8 bytes only. Where one of 16 bytes lies across the border of two
 * memory pages, the processor waits at each use, and a matrix product takes 2.5 times as long. The depth of the stack depends on how
 * the calls above were compiled, so this comes and goes. One argument more moves the stack by 8 bytes; after that no register lies across a border.
 */
export class StackShift {
  private shift: readonly undefined[] = [];
  /** By size of a run, milliseconds. */
  private readonly fastest = new Map<number, number>();

  /** Calls `compute`, which computes at once, not later; `size` says how much, so that like is compared with like. */
  run<Value>(size: number, compute: () => Value): Value {
    const start = performance.now();
    const value: Value = Reflect.apply(compute, undefined, this.shift);
    const time = performance.now() - start;
    const fastest = this.fastest.get(size) ?? time;
    if (time > HELD_UP * fastest) this.shift = this.shift.length === 0 ? [undefined] : [];
    this.fastest.set(size, Math.min(time, AGING * fastest));
    return value;
  }
}
