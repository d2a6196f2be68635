// Not in index.ts, so that a page that draws on no canvas does not load it.
export { drawMark } from './canvas-marks.ts';
export {
  drawAxis,
  drawBar,
  drawMessage,
  drawPin,
  drawPlot,
  drawResult,
  drawSheet,
  layOutPlot,
  RESULT,
  zoomInto,
} from './canvas-result.ts';
export { COLOURS, type Context2D, SANS, SERIF, write, writePhrase } from './canvas-writing.ts';
