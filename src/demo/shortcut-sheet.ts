import { extraWordsFor } from '../languages/index.ts';
import { htmlElement } from '../view/index.ts';
import { KEYS, shortcutsAreOn, switchShortcuts } from './shortcuts.ts';

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

let sheet: HTMLDialogElement | null = null;

/** Opens the list of keys. */
export function openShortcutSheet(language: string): void {
  sheet ??= makeSheet(language);
  sheet.showModal();
}

function makeSheet(language: string): HTMLDialogElement {
  const { heading, space, use, close, does } = extraWordsFor(language).shortcuts;
  const rows = KEYS.flatMap(([key, name]) => [
    htmlElement('dt', {}, htmlElement('kbd', {}, key === ' ' ? space : (ARROWS[key] ?? key.toUpperCase()))),
    htmlElement('dd', {}, does[name]),
  ]);
  const isOn = htmlElement('input', { type: 'checkbox' });
  isOn.checked = shortcutsAreOn();
  isOn.addEventListener('change', () => switchShortcuts(isOn.checked));
  const closeButton = htmlElement('button', { type: 'button', class: 'button' }, close);
  const dialog = htmlElement(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-heading' },
    htmlElement('h2', { id: 'keys-heading' }, heading),
    htmlElement('dl', {}, ...rows),
    htmlElement('label', { class: 'keys-use' }, isOn, use),
    closeButton,
  );
  closeButton.addEventListener('click', () => dialog.close());
  // A click beside the sheet has the dialog itself as its target.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}
