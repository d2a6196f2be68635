/**
 * The file in a `data:` address; null for other addresses. Bundlers write small files into their modules in this way, and a
 * content security policy may refuse to fetch them from there.
 */
export function inlinedResponse(address: string): Response | null {
  const base64 = /^data:[^,]*;base64,(.*)$/.exec(address)?.[1];
  if (base64 === undefined) return null;
  return new Response(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}
