import type { PageWords } from './page-words.ts';
import type { Speech } from './speech.ts';
import type { ToolWords } from './tool-words.ts';

/** What the folder of a language gives for the demo page alone. */
export interface DemoTable {
  /** Null for English, which index.html is written in. */
  readonly page: PageWords | null;
  readonly tools: (speech: Speech) => ToolWords;
}
