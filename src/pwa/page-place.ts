/**
 * Finds the address of a kept page that a host names differently: with a slash at its end, or a folder without one. Relative
 * addresses of the page are right only at that address.
 * @param isKept whether a file of this address is kept
 * @returns null where no such page is kept
 */
export function pagePlace(address: URL, isKept: (address: string) => boolean): string | null {
  const { origin, pathname, search } = address;
  if (pathname.endsWith('/')) {
    const page = `${origin}${pathname.slice(0, -1)}.html`;
    return isKept(page) ? page + search : null;
  }
  return isKept(`${origin}${pathname}/index.html`) ? `${origin}${pathname}/${search}` : null;
}
