import path from 'node:path';
import { expect, test } from '@playwright/test';
import { serveStatic } from '../scripts/static-server.mjs';
import { openHarness } from './harness-page.ts';

const SAMPLES = ['child', 'young', 'middle', 'old'];
const SHARES = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95];

test('the rows of `npm run evaluate` are what `estimate` gives for the samples, to the last bit', async ({
  page,
}) => {
  const server = await serveStatic({
    folders: { '/': path.resolve('dist/lab'), '/pictures/': path.resolve('public/samples') },
  });
  try {
    await page.goto(`${server.origin}/lab/page/`);
    await page.waitForFunction(() => 'lab' in globalThis);
    await page.evaluate(() => lab.evaluate.start('wasm'));
    const rows = await page.evaluate(
      (files) => lab.evaluate.readPictures(files),
      SAMPLES.map((name) => `${name}.jpg`),
    );

    await openHarness(page);
    await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
    const estimates = await page.evaluate(estimateSamples, [SAMPLES, SHARES] as const);

    expect(rows.map(({ score, age, ageIntervals }) => ({ score, age, ageIntervals }))).toEqual(
      estimates.map(({ score, age, ageIntervals }) => ({ score, age, ageIntervals })),
    );
    for (const [index, row] of rows.entries()) {
      const { votesWithheld, votes, votesIntervals } = estimates[index] ?? {};
      expect(row.votesWithheld, row.file).toBe(votesWithheld);
      if (votesWithheld === null) {
        expect({ votes: row.votes, votesIntervals: row.votesIntervals }).toEqual({ votes, votesIntervals });
      }
    }
    // The test compared rows with and without votes.
    expect(new Set(rows.map(({ votesWithheld }) => votesWithheld))).toEqual(new Set(['may-be-minor', null]));
  } finally {
    await server.close();
  }
});

/** Runs in the page: the one face of each sample through the shipped library. */
async function estimateSamples([names, shares]: readonly [readonly string[], readonly number[]]) {
  const estimates = [];
  for (const name of names) {
    const blob = await harness.library.fetchBlob(`../../samples/${name}.jpg`);
    const faces = await harness.library.current().estimate(blob);
    const [face] = faces;
    if (face === undefined || faces.length > 1 || 'withheld' in face.age)
      throw new Error(`no curve of ${name}`);
    const { age, attractiveness, score } = face;
    const intervals = (curve: typeof age) =>
      Object.fromEntries(shares.map((share) => [`${share}`, curve.interval(share / 100)]));
    estimates.push({
      score,
      age: age.expectation,
      ageIntervals: intervals(age),
      votesWithheld: 'withheld' in attractiveness ? attractiveness.withheld : null,
      ...(!('withheld' in attractiveness) && {
        votes: Array.from(attractiveness.probabilities),
        votesIntervals: intervals(attractiveness),
      }),
    });
  }
  return estimates;
}
