import type { Message } from '../languages/index.ts';
import { htmlElement } from '../view/index.ts';

/** A button of a message. */
export interface Action {
  readonly label: string;
  readonly onClick: () => void;
}

export interface MessageDetails {
  readonly actions?: readonly Action[];
  /** The file that the message is about. */
  readonly file?: string | undefined;
}

/** The parts of a message: what is the matter, how to fix it, and buttons. */
export function messageNodes(message: Message, { actions = [], file }: MessageDetails = {}): HTMLElement[] {
  const nodes: HTMLElement[] = [
    htmlElement('h2', { class: 'message-title' }, message.title),
    htmlElement('p', { class: 'message-text' }, message.text),
  ];
  if (message.remedy !== '') nodes.push(htmlElement('p', { class: 'message-remedy' }, message.remedy));
  if (file !== undefined) nodes.push(htmlElement('p', { class: 'message-file' }, file));
  if (actions.length > 0) nodes.push(htmlElement('div', { class: 'actions' }, ...actions.map(actionButton)));
  return nodes;
}

function actionButton({ label, onClick }: Action): HTMLElement {
  const button = htmlElement('button', { type: 'button', class: 'button' }, label);
  button.addEventListener('click', onClick);
  return button;
}
