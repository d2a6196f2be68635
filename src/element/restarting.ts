/** Changes of these properties start the element again. */
const RESTARTING = [
  'src',
  'picture',
  'webcam',
  'curves',
  'backend',
  'detector',
  'model',
  'assets',
  'explain',
  'interval',
];

export function needsRestart(changed: ReadonlyMap<PropertyKey, unknown>): boolean {
  return RESTARTING.some((name) => changed.has(name));
}
