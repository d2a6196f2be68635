/**
 * Loads the parts of the page that are loaded when they are used, in a quiet moment before requests are counted: the first use of
 * one asks for no file then. A part that cannot be loaded now is asked for again when it is used.
 */
export async function loadLaterParts(): Promise<void> {
  await Promise.allSettled([import('../view/quantile-dots.ts')]);
}
