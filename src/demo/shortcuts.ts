import type { ShortcutName } from '../languages/index.ts';

/** The keys of the page; letters are told from each other without their case. */
export const KEYS: readonly (readonly [key: string, name: ShortcutName])[] = [
  ['c', 'camera'],
  ['o', 'photo'],
  [' ', 'shutter'],
  ['ArrowLeft', 'previous'],
  ['ArrowRight', 'next'],
  ['v', 'view'],
  ['l', 'where'],
  ['r', 'votes'],
  ['?', 'keys'],
];

/** Fields in which a key is text or a choice. */
const TYPED_IN =
  'input:not([type="radio"], [type="checkbox"], [type="button"]), select, textarea, [contenteditable]';
/** Parts of the page that use the arrows and the space bar themselves. */
const CONTROLS = 'input, button, a, summary, video';
const KEPT_OFF = 'facecurve-keys-off';

/** What each key does. It returns false where there is nothing to do, and the key is then the browser's. */
export type ShortcutActions = Readonly<Record<ShortcutName, () => unknown>>;

export function listenForKeys(actions: ShortcutActions): void {
  addEventListener('keydown', (event) => {
    const [, name] =
      KEYS.find(([key]) => key === (event.key.length > 1 ? event.key : event.key.toLowerCase())) ?? [];
    if (name === undefined || !isFree(event) || (name !== 'keys' && !shortcutsAreOn())) return;
    if (actions[name]() !== false) event.preventDefault();
  });
}

/** Speech input can say letters by accident, so the keys can be switched off. */
export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(KEPT_OFF) === null;
  } catch {
    // A browser may forbid storage.
    return true;
  }
}

export function switchShortcuts(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEPT_OFF);
    else localStorage.setItem(KEPT_OFF, '');
  } catch {
    // As above: the keys stay on.
  }
}

function isFree({ key, target, ctrlKey, metaKey, altKey, isComposing, repeat }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing || repeat) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  if (!(target instanceof Element)) return true;
  const taken = key === ' ' ? CONTROLS : key.startsWith('Arrow') ? 'input, video' : '';
  return target.closest(taken === '' ? TYPED_IN : `${TYPED_IN}, ${taken}`) === null;
}
