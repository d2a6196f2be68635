/** Loads when it is used: the sheet for changing a picture, and the camera's hints, with their words and styles. */
import './fool.css';

export { foolWordsFor } from '../../languages/fool-words.ts';
export { CameraHints } from './camera-hints.ts';
export { FoolSheet } from './fool-sheet.ts';
