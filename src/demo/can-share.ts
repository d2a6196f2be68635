/** Whether the device has a sheet of its own for sharing pictures. */
export function canShareFiles(): boolean {
  const files = [new File([], 'picture.png', { type: 'image/png' })];
  return typeof navigator.canShare === 'function' && navigator.canShare({ files });
}
