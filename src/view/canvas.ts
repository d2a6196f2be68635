// Not in index.ts, so that a page that draws on no canvas does not load it.
export { drawMark } from './canvas-marks.ts';
export { drawMessage, drawResult, drawSheet, RESULT } from './canvas-result.ts';
export { COLOURS, type Context2D, SANS, SERIF, write } from './canvas-writing.ts';
