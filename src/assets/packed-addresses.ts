/**
 * Address of each asset file by its name, in the package. The package's build replaces this module by one with
 * `new URL('../assets/…', import.meta.url)` for each file, so that bundlers find the files and include them. Empty in the
 * site, whose files lie next to the page.
 */
export const packedAddresses: Readonly<Record<string, string>> = {};
