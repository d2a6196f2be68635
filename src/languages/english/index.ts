import type { LanguageTable } from '../language-table.ts';
import { englishParts } from './parts.ts';
import { englishWords } from './words.ts';

export const englishTable: LanguageTable = { parts: englishParts, words: englishWords };
