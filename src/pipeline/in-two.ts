/**
 * Does the work on all parts: every second part elsewhere at the same time, or here where that fails. The results are in
 * the order of the parts.
 */
export async function inTwo<Part, Result>(
  parts: readonly Part[],
  here: (parts: readonly Part[]) => Promise<readonly Result[]>,
  elsewhere: (parts: readonly Part[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const even = parts.filter((_, index) => index % 2 === 0);
  const odd = parts.filter((_, index) => index % 2 === 1);
  const answer = elsewhere(odd).catch(() => null);
  const ofEven = await here(even);
  const ofOdd = (await answer) ?? (await here(odd));
  return ofEven.flatMap((result, index) => [result, ...ofOdd.slice(index, index + 1)]);
}
