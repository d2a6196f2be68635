import type { Page } from '@playwright/test';
import axeCore, { type RunOptions } from 'axe-core';

/** Everything but the colours is the same in both schemes, so the dark one is checked by this rule alone. */
const COLOUR_RULES: readonly string[] = ['color-contrast'];

/** The rules of a scheme: undefined for all. */
export function rulesOf(colorScheme: 'light' | 'dark'): readonly string[] | undefined {
  return colorScheme === 'light' ? undefined : COLOUR_RULES;
}

interface AxeOptions {
  /** All rules where it is undefined. */
  readonly rules?: readonly string[] | undefined;
  readonly withoutRules?: readonly string[];
}

/** What axe finds in the page, a line for each rule with the elements that break it. */
export async function violations(
  page: Page,
  { rules, withoutRules = [] }: AxeOptions = {},
): Promise<string[]> {
  // The page keeps axe until it loads another document. No page has a frame, which would need axe too.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(withoutRules.map((rule) => [rule, { enabled: false }])),
    ...(rules !== undefined && { runOnly: { type: 'rule', values: [...rules] } }),
  };
  return page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const found = await axe.run(document, given);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, options);
}
