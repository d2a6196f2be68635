/**
 * Address of each asset file, by its name, where the package's build knows it: there this module is replaced by one that says
 * `new URL('../assets/…', import.meta.url)` for each file, by which bundlers find and carry it. Empty in the site, whose
 * files lie beside the page.
 */
export const packedAddresses: Readonly<Record<string, string>> = {};
