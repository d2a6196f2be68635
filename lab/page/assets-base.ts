/** The assets folder of the site that this page, two folders deep, belongs to. */
export function assetsBase(): string {
  return new URL('../../assets/', document.baseURI).href;
}
