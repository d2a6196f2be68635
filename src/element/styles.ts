/// <reference types="vite/client" />
import { type CSSResult, supportsAdoptingStyleSheets, unsafeCSS } from 'lit';
import viewStyles from '../view/styles/view.css?inline';
import baseStyles from './styles/base.css?inline';
import figureStyles from './styles/figure.css?inline';
import messageStyles from './styles/message.css?inline';
import paperStyles from './styles/paper.css?inline';
import stageStyles from './styles/stage.css?inline';

// The element's own sheets lay out what the shared one draws. Paper comes last, since its rules replace those of the screen.
const text = [baseStyles, viewStyles, stageStyles, messageStyles, figureStyles, paperStyles].join('');

/** For browsers without constructed style sheets; a `<style>` moves with its element. */
export const styles: CSSResult[] = supportsAdoptingStyleSheets ? [] : [unsafeCSS(text)];

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives an element the style sheet of its document. A constructed sheet serves one document, and a move takes it away. */
export function adoptSheet({ ownerDocument, shadowRoot }: Element): void {
  const view = ownerDocument.defaultView;
  if (!supportsAdoptingStyleSheets || shadowRoot === null || view === null) return;
  let sheet = sheets.get(ownerDocument);
  if (sheet === undefined) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(ownerDocument, sheet);
  }
  shadowRoot.adoptedStyleSheets = [sheet];
}
