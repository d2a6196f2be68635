/// <reference types="vite/client" />
import { type CSSResult, unsafeCSS } from 'lit';
import viewStyles from '../view/view.css?inline';
import baseStyles from './styles/base.css?inline';
import figureStyles from './styles/figure.css?inline';
import messageStyles from './styles/message.css?inline';
import progressStyles from './styles/progress.css?inline';
import stageStyles from './styles/stage.css?inline';

// The later ones lay out what the earlier ones draw.
const sheets = [baseStyles, viewStyles, stageStyles, messageStyles, progressStyles, figureStyles];

export const styles: CSSResult[] = sheets.map(unsafeCSS);
