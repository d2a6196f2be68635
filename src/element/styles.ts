/// <reference types="vite/client" />
import { type CSSResult, unsafeCSS } from 'lit';
import viewStyles from '../view/styles/view.css?inline';
import baseStyles from './styles/base.css?inline';
import figureStyles from './styles/figure.css?inline';
import messageStyles from './styles/message.css?inline';
import stageStyles from './styles/stage.css?inline';

// The element's own sheets lay out what the shared one draws.
const sheets = [baseStyles, viewStyles, stageStyles, messageStyles, figureStyles];

export const styles: CSSResult[] = sheets.map(unsafeCSS);
