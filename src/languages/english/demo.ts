import type { DemoTable } from '../demo-table.ts';
import { englishTools } from './tools.ts';

export const englishDemo: DemoTable = { page: null, tools: englishTools };
