import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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
  // No page has a frame. Without this axe would open a page of its own for each call, which takes as long as its rules.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules === undefined) axe.disableRules([...withoutRules]);
  else axe.withRules([...rules]);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
