import type { LanguageTable } from '../language-table.ts';
import { germanParts } from './parts.ts';
import { germanWords } from './words.ts';

export const germanTable: LanguageTable = { parts: germanParts, words: germanWords };
