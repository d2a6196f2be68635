import type { Bench } from './main.js';

declare global {
  var bench: Bench;
}
