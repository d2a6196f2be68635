import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from './axe.ts';
import { expectState } from './demo.ts';
import { expectCurve } from './element.ts';
import { serveFolder } from './static-server.ts';

const site = path.resolve('dist/site');

test('the built folder holds page, documentation and example, and works as it is on a plain host', async ({
  page,
}) => {
  const server = await serveFolder(site);
  try {
    await page.goto(`${server.origin}/`);
    await expectState(page, 'result');
    await page.goto(`${server.origin}/docs/`);
    await page.getByRole('link', { name: 'A running example' }).click();
    await expectCurve(page);
    await expect(page.getByText('1 face(s) in the picture.')).toBeVisible();
    expect(
      server.asked.filter((name) => name.startsWith('/examples/html/facecurve/esm/')).length,
    ).toBeGreaterThan(0);
    // The site holds the large files once: the example uses the page's files.
    expect(server.asked.filter((name) => /^\/examples\/.*\.(wasm|bin|tflite)$/.test(name))).toEqual([]);
    expect(await violations(page)).toEqual([]);
  } finally {
    await server.close();
  }
});

test('the example is there below a path too', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}examples/html/index.html`);
  await expect(page.getByText('1 face(s) in the picture.')).toBeVisible();
});

test('no page or style sheet of the site names an address from the root, which only one host would have', async () => {
  const names = (await readdir(site, { recursive: true })).filter((name) =>
    /\.(html|css|webmanifest)$/.test(name),
  );
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const content = await readFile(path.join(site, name), 'utf8');
    expect(content, name).not.toMatch(
      /(?:href|src|action)="\/|url\("?\/|"(?:start_url|scope|src|url)": *"\//,
    );
  }
});

test('the workflow that publishes it builds with the same command and names that folder', async () => {
  const workflow = await readFile('.github/workflows/pages.yml', 'utf8');
  expect(workflow).toContain('run: npm run build\n');
  expect(workflow).toContain('path: dist/site\n');
  // The workflow pins every action to a major version.
  const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(actions).toHaveLength(5);
  for (const action of actions) expect(action).toMatch(/^actions\/[\w-]+@v\d+$/);
});
