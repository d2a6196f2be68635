/** True where the policy of the page, or the browser, forbids WebAssembly. The bytes are the smallest module. */
export function isWasmForbidden(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) === null;
  } catch {
    return true;
  }
}
