import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAgeCurve, expectState } from './demo.ts';
import { addElement, eventsOf, expectCurve, openElementPage, resultOf, sampleAddress } from './element.ts';
import type { PlainFace } from './harness/library.ts';
import { openHarness, sample } from './harness-page.ts';
import { filesBelow, packageFolder } from './packed.ts';
import { checkScreens } from './screens.ts';
import { serveFolder } from './static-server.ts';
import { recordWorkers } from './workers.ts';

const models = path.resolve(import.meta.dirname, '..', 'models');

function versionOf(name: string): string {
  return JSON.parse(readFileSync(path.join(models, name, 'card.json'), 'utf8')).version;
}

/** Records the network's files that the page requests from now on. */
function watchModels(page: Page): Set<string> {
  const asked = new Set<string>();
  page.context().on('request', (request) => {
    const name = /\/models\/(facecurve[\w-]*\/[\w.-]+)/.exec(request.url())?.[1];
    if (name !== undefined) asked.add(name);
  });
  return asked;
}

const filesOf = (network: string) =>
  ['card.json', 'golden.json', 'model.json', 'weights.bin'].map((name) => `${network}/${name}`);

test.describe('in the library', () => {
  test.beforeEach(async ({ page }) => {
    await recordWorkers(page);
    await openHarness(page);
  });

  test('gives an age curve and says that it has no attractiveness; its files alone are fetched', async ({
    page,
  }) => {
    const asked = watchModels(page);
    // `create` compares the network with its golden vectors.
    const info = await page.evaluate(() => harness.library.create({ backend: 'wasm', model: 'open' }));
    const model = { name: 'facecurve-open', version: versionOf('facecurve-open') };
    expect(info).toMatchObject({ backend: 'wasm', model });
    for (const name of ['child', 'old'] as const) {
      const [face] = (await page.evaluate(
        (url) => harness.library.estimateUrl(url, { explain: true }),
        sample(name),
      )) as PlainFace[];
      if (!Array.isArray(face?.age)) throw new Error(`no curve of ${name}`);
      expect(face.age).toHaveLength(101);
      expect(face.age.reduce((total, probability) => total + probability, 0)).toBeCloseTo(1, 3);
      expect(face).toMatchObject({ attractiveness: 'not-in-model', model });
      expect(face.explanation?.age).toHaveLength((face.explanation?.size ?? 0) ** 2);
      expect(face.explanation?.attractiveness).toBe('not-in-model');
    }
    expect([...asked].toSorted()).toEqual(filesOf('facecurve-open'));
  });

  test('the union package computes its golden vectors from the same files', async ({ page }) => {
    const difference = await page.evaluate(() => harness.library.unionPackageDifference('facecurve-open'));
    expect(difference).toBeLessThan(0.001);
  });

  test('beside the default each has its own worker, curve and name', async ({ page }) => {
    const seen = await page.evaluate(async (url) => {
      const { library } = harness;
      const options = {
        assets: library.assetsBase(),
        backend: 'wasm' as const,
        attributes: ['age' as const, 'attractiveness' as const],
      };
      const estimators = await Promise.all([
        library.createEstimator(options),
        library.createEstimator({ ...options, model: 'open' }),
      ]);
      const picture = await library.fetchBlob(url);
      const faces = [];
      for (const estimator of estimators)
        faces.push(...(await estimator.estimate(picture)).map(library.plain));
      for (const estimator of estimators) await estimator.dispose();
      return { faces, workers: recordedWorkers.length };
    }, sample('old'));
    expect(seen.workers).toBe(2);
    expect(seen.faces).toMatchObject([
      {
        attractiveness: expect.any(Array),
        model: { name: 'facecurve', version: versionOf('facecurve') },
      },
      { attractiveness: 'not-in-model', model: { name: 'facecurve-open' } },
    ]);
    expect(seen.faces[0]?.age).not.toEqual(seen.faces[1]?.age);
  });

  test('a model that there is none of is named, with those that there are', async ({ page }) => {
    const outcome = await page.evaluate(() => harness.library.create({ model: 'closed' as 'open' }));
    expect(outcome).toMatchObject({
      code: 'argument-invalid',
      message: expect.stringContaining('model: got closed'),
      remedy: 'Use one of default, open.',
    });
  });
});

test.describe('in the element', () => {
  test.beforeEach(({ page }) => openElementPage(page));

  test('shows the age curve, and in the place of the votes why there are none, in both languages', async ({
    page,
  }) => {
    const asked = watchModels(page);
    const element = await addElement(page, {
      src: sampleAddress('old'),
      model: 'open',
      attributes: 'age attractiveness',
    });
    const { faces } = await resultOf(page);
    expect(faces[0]).toMatchObject({ age: expect.any(Number), attractiveness: 'not-in-model' });
    await expect(element.locator('.age .bars rect')).toHaveCount(101);
    await expect(element.locator('.votes .note')).toHaveText(/was trained on ages only and knows no votes/);
    await expect(element.locator('.votes .bars')).toHaveCount(0);
    await expect(element.getByRole('status')).toHaveText(/Looks about \d+\..*knows no votes\.$/);
    await page.evaluate(() => document.querySelector('face-curve')?.setAttribute('lang', 'de'));
    await expect(element.locator('.votes .note')).toHaveText(/hat nur Alter gelernt und kennt keine Stimmen/);
    expect([...asked].toSorted()).toEqual(filesOf('facecurve-open'));
  });

  test('attractiveness alone is answered too, never with a blank', async ({ page }) => {
    const attributes = { model: 'open', attributes: 'attractiveness' };
    const element = await addElement(page, { src: sampleAddress('old'), ...attributes });
    await resultOf(page);
    await expect(element.locator('.votes .note')).toHaveText(/knows no votes/);
    await expect(element.locator('.figure')).toHaveCount(1);
  });

  test('another model starts the element again; an unknown model is a typed error', async ({ page }) => {
    const element = await addElement(page, { src: sampleAddress('old'), attributes: 'age attractiveness' });
    expect((await resultOf(page)).faces[0]?.attractiveness).not.toBe('not-in-model');
    const choose = (model: string) =>
      page.evaluate((name) => document.querySelector('face-curve')?.setAttribute('model', name), model);
    await choose('open');
    expect((await resultOf(page, 2)).faces[0]?.attractiveness).toBe('not-in-model');
    await choose('closed');
    await expect(element.locator('.message-title')).toBeVisible();
    await expect
      .poll(async () => (await eventsOf(page, 'facecurve-error')).map(({ detail }) => detail))
      .toMatchObject([{ code: 'argument-invalid', recovered: false }]);
  });
});

test('in the demo: its address chooses the weights, which are named at the curve and in the footer', async ({
  page,
}) => {
  const asked = watchModels(page);
  const [note, footer] = [page.locator('.weights-note'), page.locator('#weights')];
  await page.goto('./?model=open&lang=de');
  await expect(note).toHaveText(/^Mit den offenen Gewichten geschätzt\./);
  await expect(footer).toContainText('„facecurve-open“', { useInnerText: true });
  await expectState(page, 'result');
  await footer.getByRole('link', { name: 'Voreingestellte Gewichte benutzen' }).click();
  await expect(footer).toContainText(/facecurve[”“], .*(research without commercial purpose|Forschung)/, {
    useInnerText: true,
  });
  await expect(note).toBeHidden();
  await page.goto('./?model=open');
  await expectState(page, 'result');
  await expectAgeCurve(page);
  await expect(note).toHaveText(/^\s*Estimated with the open weights\./);
  await expect(footer).toContainText(
    /FairFace \(Kärkkäinen and Joo, CC BY 4\.0\) alone\s+and are for any use/,
  );
  await expect(footer).not.toContainText('UTKFace', { useInnerText: true });
  await page.getByRole('switch').click();
  await expect(page.locator('#votes-note')).toHaveText(/was trained on ages only and knows no votes/);
  expect([...asked]).toEqual(expect.arrayContaining(filesOf('facecurve-open')));
  await checkScreens(page, 'open-weights');
});

test.describe('in the package', () => {
  test('both networks are in, each with its card, and the script tag fetches one of them', async ({
    page,
  }) => {
    for (const network of ['facecurve', 'facecurve-open']) {
      const files = filesBelow('assets').filter((name) => name.startsWith(`assets/models/${network}/`));
      expect(files).toEqual(filesOf(network).map((name) => `assets/models/${name}`));
    }
    expect(filesBelow('models')).toEqual(['models/MODEL_CARD.md', 'models/facecurve-open/MODEL_CARD.md']);
    const licences = readFileSync(path.join(packageFolder, 'LICENCES.md'), 'utf8');
    expect(licences).toMatch(/## Terms of the open weights[^#]*Learned from FairFace alone/);

    const photo = readFileSync(path.resolve('public/samples/middle.jpg'));
    const html = `<!doctype html><script src="package/facecurve.js"></script>
      <face-curve src="photo.jpg" backend="wasm"></face-curve>`;
    const server = await serveFolder(
      path.dirname(packageFolder),
      {},
      { '/index.html': html, '/photo.jpg': photo },
    );
    try {
      const asked = watchModels(page);
      await page.goto(`${server.origin}/`);
      await expectCurve(page);
      expect([...asked].toSorted()).toEqual(filesOf('facecurve'));
    } finally {
      await server.close();
    }
  });
});
