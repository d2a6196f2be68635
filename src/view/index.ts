export { htmlElement, setAttributes, svgElement } from './create-element.ts';
export { english } from './english.ts';
export { FaceMarks, type MarkPlace, markPlace, type PictureSize } from './face-marks.ts';
export { type CurveKind, Histogram, smallHistogram } from './histogram.ts';
export { INTERVAL_SHARES, type IntervalShare } from './interval-shares.ts';
export { phraseNodes, phraseText } from './phrase.ts';
export type { FacePlace, Message, Phrase, Sentences } from './sentences.ts';
