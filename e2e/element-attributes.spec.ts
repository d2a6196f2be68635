import { expect } from '@playwright/test';
import { addElement, resultOf, sampleAddress } from './element.ts';
import { test } from './shared-element-page.ts';

test('no attribute or property has the name of a read-only property of the DOM', async ({ page }) => {
  const { names, readOnly } = await page.evaluate(() => {
    const element = customElements.get('face-curve') as unknown as {
      observedAttributes: string[];
      elementProperties: Map<string, unknown>;
    };
    const names = [...new Set([...element.observedAttributes, ...element.elementProperties.keys()])];
    const descriptorOf = (start: object, name: string) => {
      for (let owner = start; owner !== null; owner = Object.getPrototypeOf(owner)) {
        const descriptor = Object.getOwnPropertyDescriptor(owner, name);
        if (descriptor !== undefined) return descriptor;
      }
      return undefined;
    };
    const isReadOnly = (start: object) => (name: string) => {
      const { set, writable } = descriptorOf(start, name) ?? { writable: true };
      return set === undefined && writable !== true;
    };
    return {
      names,
      readOnly: {
        ofHtml: names.filter(isReadOnly(HTMLElement.prototype)),
        ofElement: names.filter(isReadOnly(document.createElement('face-curve'))),
      },
    };
  });
  expect(names).toContain('curves');
  // The old attribute still works, and so does the property of that name.
  expect(readOnly).toEqual({ ofHtml: ['attributes'], ofElement: [] });
});

test('the old name of `curves` goes on working, as attribute and as property', async ({ page }) => {
  await addElement(page, { attributes: 'age attractiveness' });
  const read = await page.evaluate(async () => {
    const element = document.querySelector('face-curve');
    if (element === null) throw new Error('no element');
    const asAttribute = element.curves;
    element.removeAttribute('attributes');
    const removed = element.curves;
    Object.assign(element, { attributes: 'attractiveness' });
    await element.updateComplete;
    const names = [...element.attributes].map(({ name }) => name);
    return { asAttribute, removed, asProperty: element.curves, hasNames: names.includes('curves') };
  });
  expect(read).toEqual({
    asAttribute: 'age attractiveness',
    removed: 'age',
    asProperty: 'attractiveness',
    hasNames: true,
  });
});

for (const nothing of [undefined, null]) {
  test(`a framework may set any property to ${nothing}, which is its default`, async ({ page }) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    const element = await addElement(page);
    await page.evaluate(
      async ([value, address]) => {
        const shown = document.querySelector('face-curve');
        if (shown === null) throw new Error('no element');
        const { assets } = shown;
        const { elementProperties } = shown.constructor as unknown as {
          elementProperties: Map<string, unknown>;
        };
        for (const name of elementProperties.keys()) Object.assign(shown, { [name]: value });
        await shown.updateComplete;
        Object.assign(shown, { assets, src: address });
      },
      [nothing, sampleAddress('old')] as const,
    );
    const { faces } = await resultOf(page);
    expect(Number(faces[0]?.age)).toBeGreaterThan(30);
    await expect(element.locator('.votes')).toHaveCount(0);
    expect(problems).toEqual([]);
  });
}
