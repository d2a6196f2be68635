import type { DemoTable } from '../demo-table.ts';
import { germanPage } from './page.ts';
import { germanTools } from './tools.ts';

export const germanDemo: DemoTable = { page: germanPage, tools: germanTools };
