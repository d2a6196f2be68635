/** Name of the browser's class that a value is of, also of a subclass's or of another window's object, which `instanceof` refuses. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
