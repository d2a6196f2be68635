import { expect } from '@playwright/test';
import { rulesOf, violations } from './axe.ts';
import {
  addElement,
  ageNumber,
  eventsOf,
  openElementPage,
  pictureOf,
  resultOf,
  sampleAddress,
} from './element.ts';
import { mediapipeRequests } from './harness-page.ts';
import { test } from './shared-element-page.ts';

test('a picture gives a curve with its number, its sentence, a picture with words and a table', async ({
  page,
}) => {
  const element = await addElement(page, { src: sampleAddress('old') });
  const { faces, source } = await resultOf(page);
  expect(source).toBe('picture');
  expect(faces).toHaveLength(1);
  expect(faces[0]?.attractiveness).toBe('not-asked');
  const expectation = Number(faces[0]?.age);
  await expect(ageNumber(page)).toHaveText(String(Math.round(expectation)));
  await expect(element.locator('.age .say')).toHaveText(
    /^8 in 10 faces with this curve are between \d+ and \d+\.$/,
  );
  await expect(element.getByRole('img', { name: /^Age curve\. Looks about \d+\./ })).toBeVisible();
  await expect(element.locator('.age .bars rect')).toHaveCount(101);
  await expect(element.locator('.age tbody tr')).toHaveCount(11);
  await expect(element.locator('.votes')).toHaveCount(0);
  await expect(element.getByRole('status')).toHaveText(/^One face\. Looks about \d+\./);
});

test('events come in order, bubble, and pass out of shadow trees', async ({ freshPage: page }) => {
  await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  const events = await eventsOf(page);
  expect(events.every(({ isComposed, id }) => isComposed && id === 'face')).toBe(true);
  const types = events.map(({ type }) => type);
  expect(types.at(0)).toBe('facecurve-progress');
  expect(types.slice(-2)).toEqual(['facecurve-ready', 'facecurve-result']);
  expect(events.at(-2)?.detail).toMatchObject({
    info: { backend: 'wasm', detector: { name: 'mediapipe', reason: null } },
  });
  const loaded = events
    .filter(({ type }) => type === 'facecurve-progress')
    .map(({ detail }) => (detail as { loadedBytes: number }).loadedBytes);
  expect(loaded.at(-1)).toBeGreaterThan(1_000_000);
});

test('the attribute `detector` chooses what finds the faces; with the graph nothing of MediaPipe is requested', async ({
  freshPage: page,
}) => {
  const requests = mediapipeRequests(page);
  await addElement(page, { src: sampleAddress('old'), detector: 'graph' });
  expect((await resultOf(page)).faces).toHaveLength(1);
  const [ready] = await eventsOf(page, 'facecurve-ready');
  expect(ready?.detail).toMatchObject({ info: { detector: { name: 'graph', reason: null } } });
  expect(requests).toEqual([]);
});

test('properties and attributes mirror each other', async ({ page }) => {
  await addElement(page);
  const mirrored = await page.evaluate(async () => {
    const element = document.querySelector('face-curve');
    if (element === null) throw new Error('no element');
    element.setAttribute('curves', 'age attractiveness');
    element.setAttribute('interval', '250');
    const read = [
      element.curves,
      element.interval,
      element.view,
      element.webcam,
      element.getAttribute('view'),
    ];
    Object.assign(element, { view: 'cumulative', webcam: true, explain: true, curves: 'age' });
    await element.updateComplete;
    const written = ['view', 'webcam', 'explain', 'curves'].map((name) => element.getAttribute(name));
    element.webcam = false;
    await element.updateComplete;
    return { read, written, gone: element.hasAttribute('webcam') };
  });
  expect(mirrored).toEqual({
    read: ['age attractiveness', 250, 'histogram', false, null],
    written: ['cumulative', '', '', 'age'],
    gone: false,
  });
});

test('a property that is set before the element is defined counts', async ({ freshPage: page }) => {
  await page.route('**/built/element-*.js', async (route) => {
    await page.evaluate(() => {
      const element = document.createElement('face-curve');
      Object.assign(element, { curves: 'attractiveness', id: 'early' });
      document.querySelector('main')?.append(element);
    });
    await route.continue();
  });
  await openElementPage(page);
  expect(await page.evaluate(() => document.querySelector('face-curve')?.curves)).toBe('attractiveness');
});

test('a child’s votes are withheld whatever is asked, and in every event', async ({ page }) => {
  const element = await addElement(page, { src: sampleAddress('child'), curves: 'attractiveness age' });
  const asks: Readonly<Record<string, string>>[] = [
    {},
    { curves: 'attractiveness' },
    { curves: 'attractiveness attractiveness' },
    { curves: 'age attractiveness', view: 'cumulative' },
    { explain: '' },
    { curves: 'attractiveness', explain: '', minors: 'off', threshold: '1', interval: '1' },
  ];
  for (const [index, attributes] of asks.entries()) {
    await page.evaluate(
      ({ given, src }) => {
        const shown = document.querySelector('face-curve');
        if (shown === null) return;
        shown.words = { withheld: {}, noVotesYet: '' };
        for (const [name, value] of Object.entries(given)) shown.setAttribute(name, value);
        shown.setAttribute('src', src);
      },
      { given: { ...attributes }, src: `${sampleAddress('child')}?${index}` },
    );
    await expect(element.locator('.votes .note')).toHaveText(/may be under 18/);
    await expect(element.locator('.votes .bars')).toHaveCount(0);
  }
  for (const { detail } of await eventsOf(page, 'facecurve-result')) {
    for (const face of (detail as { faces: { attractiveness: unknown; explained: unknown }[] }).faces) {
      expect(face.attractiveness).toBe('may-be-minor');
      expect(face.explained).toBe(false);
    }
  }
});

test('an old face’s votes are shown, as votes', async ({ page }) => {
  const element = await addElement(page, { src: sampleAddress('old'), curves: 'age attractiveness' });
  const { faces } = await resultOf(page);
  expect(faces[0]?.attractiveness).toBeGreaterThan(1);
  await expect(element.locator('.votes .bars rect')).toHaveCount(10);
  await expect(element.locator('.votes .eyebrow')).toHaveText('How raters in one study voted');
  await expect(element.locator('.votes')).not.toContainText(/beaut|attractive|score/i);
});

test('a face in the dark gets a reason, and a picture without one says so', async ({ page }) => {
  const element = await addElement(page, { src: await pictureOf(page, [['old', 400, 200, 400]], 0.87) });
  const { faces } = await resultOf(page);
  expect(faces[0]).toMatchObject({ usable: false, age: 'not-usable' });
  await expect(element.locator('.message-title')).toHaveText('Too dark');
  await expect(element.locator('.age')).toHaveCount(0);
  const empty = await pictureOf(page, []);
  await page.evaluate((src) => document.querySelector('face-curve')?.setAttribute('src', src), empty);
  await resultOf(page, 2);
  await expect(element.locator('.message-title')).toHaveText('No face found');
});

test('of several faces one is chosen by its marks, with mouse and keys', async ({ page }) => {
  const src = await pictureOf(page, [
    ['child', 80, 200, 300],
    ['old', 480, 240, 280],
    ['child', 860, 200, 260],
  ]);
  const element = await addElement(page, { src });
  await resultOf(page);
  const marks = element.locator('.face-marks').getByRole('button');
  await expect(marks).toHaveCount(3);
  await marks.nth(1).click();
  await expect(element.locator('.age .eyebrow')).toHaveText('Face 2 of 3 looks about');
  const old = Number(await ageNumber(page).textContent());
  expect(old).toBeGreaterThan(30);
  await page.keyboard.press('ArrowLeft');
  await expect(marks.nth(0)).toBeFocused();
  await expect(marks.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expect(element.getByRole('status')).toHaveText(/Face 1 of 3 looks about/);
  expect(Number(await ageNumber(page).textContent())).toBeLessThan(16);
  await page.keyboard.press('ArrowLeft');
  await expect(marks.nth(2)).toBeFocused();
});

test('the other view says how likely a face looks older, and its line moves with keys and pointer', async ({
  page,
}) => {
  const element = await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  await element.getByRole('radio', { name: 'Histogram' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(element).toHaveAttribute('view', 'cumulative');
  const slider = element.getByRole('slider', { name: 'Older than' });
  const share = async () => Number(/(\d+)%/.exec((await element.locator('.say').textContent()) ?? '')?.[1]);
  const before = await share();
  await slider.focus();
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft');
  await expect.poll(share).toBeGreaterThan(before);
  await expect(slider).toHaveAttribute('aria-valuetext', /^older than \d+: /);
  const box = await slider.boundingBox();
  if (box === null) throw new Error('no slider');
  await slider.click({ position: { x: box.width * 0.2, y: box.height / 2 } });
  await expect(element.locator('.say')).toHaveText(/older than (18|19|20)\.$/);
});

test('explained, the picture shows where the network looks', async ({ page }) => {
  const element = await addElement(page, { src: sampleAddress('old'), explain: '' });
  await resultOf(page);
  await expect(element.locator('.explanation')).toBeVisible();
  await expect(element.locator('.tag')).toHaveText('where the network looks');
  const painted = await element.locator('.explanation').evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return pixels.filter((_, index) => index % 4 === 3).some((alpha) => alpha > 100);
  });
  expect(painted).toBe(true);
  await page.evaluate(() => document.querySelector('face-curve')?.removeAttribute('explain'));
  await resultOf(page, 2);
  await expect(element.locator('.explanation')).toBeHidden();
});

test('it speaks the language around it, and one’s own words', async ({ page }) => {
  await page.evaluate(() => document.querySelector('main')?.setAttribute('lang', 'de-AT'));
  const element = await addElement(page, { src: sampleAddress('old'), webcam: '' });
  await resultOf(page);
  await expect(element.locator('.age .eyebrow')).toHaveText('Sieht aus wie etwa');
  await expect(element.locator('.key li').first()).toHaveText(/^50\s%$/);
  await expect(element.getByRole('img', { name: /^Alterskurve\./ })).toBeVisible();
  await expect(element.locator('.base')).toHaveAttribute('lang', 'de');
  await page.evaluate(() => document.querySelector('face-curve')?.setAttribute('lang', 'en'));
  await expect(element.locator('.age .eyebrow')).toHaveText('Looks about');
  await page.evaluate(() => {
    const shown = document.querySelector('face-curve');
    if (shown !== null) shown.words = { useCamera: 'Open <the> mirror', views: { histogram: 'Bars' } };
  });
  await expect(element.getByRole('button', { name: 'Open <the> mirror' })).toBeVisible();
  await expect(element.getByRole('radio', { name: 'Bars' })).toBeVisible();
  await expect(element.locator('.age .eyebrow')).toHaveText('Looks about');
});

test('axe finds nothing in any state, light and dark', async ({ freshPage: page }) => {
  test.setTimeout(180_000);
  const crowd = await pictureOf(page, [
    ['old', 80, 200, 320],
    ['old', 780, 200, 320],
  ]);
  const states: Readonly<Record<string, string>>[] = [
    { webcam: '' },
    { src: sampleAddress('old'), curves: 'age attractiveness', webcam: '' },
    { src: sampleAddress('child'), curves: 'age attractiveness', view: 'cumulative' },
    { src: crowd },
    { src: '../../samples/none.jpg' },
  ];
  for (const [index, attributes] of states.entries())
    await addElement(page, { id: `face${index}`, ...attributes });
  await resultOf(page, 3);
  await expect(page.locator('#face4 .message-title')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const rules = rulesOf(colorScheme);
    expect(await violations(page, { rules, withoutRules: ['region', 'page-has-heading-one'] })).toEqual([]);
  }
});

test('a picture of more than 4096 pixels: result, marks and map refer to its natural size', async ({
  page,
}) => {
  const src = await pictureOf(page, [['old', 3000, 400, 1800]], 0, { width: 5000, height: 2500 });
  const element = await addElement(page, { src, explain: '' });
  expect(await resultOf(page)).toMatchObject({
    width: 5000,
    faces: [{ frame: { width: 5000, height: 2500 } }],
  });
  const shares = await element.evaluate(({ shadowRoot }) => {
    const place = (selector: string) => shadowRoot?.querySelector(selector)?.getBoundingClientRect();
    const [picture, mark] = [place('canvas[part=picture]'), place('.face-mark')];
    if (picture === undefined || mark === undefined) throw new Error('no mark');
    const middle = (from: number, side: number, start: number, whole: number) =>
      (from + side / 2 - start) / whole;
    return [
      middle(mark.x, mark.width, picture.x, picture.width),
      middle(mark.y, mark.height, picture.y, picture.height),
    ];
  });
  expect(shares[0]).toBeCloseTo((3000 + 900) / 5000, 1);
  expect(shares[1]).toBeCloseTo((400 + 900) / 2500, 1);
  // The strongest place of the map lies on the face. What draws maps is loaded with the first one.
  const strongest = () =>
    element.evaluate(({ shadowRoot }) => {
      const canvas = shadowRoot?.querySelector<HTMLCanvasElement>('canvas[part=explanation]');
      const { width, height } = canvas ?? { width: 0, height: 0 };
      const { data } = canvas?.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
      let best = 0;
      for (let pixel = 0; pixel < width * height; pixel++) {
        if ((data[4 * pixel + 3] ?? 0) > (data[4 * best + 3] ?? 0)) best = pixel;
      }
      return [(best % width) / width, Math.floor(best / width) / height];
    });
  await expect.poll(async () => (await strongest())[0]).toBeGreaterThan(0.6);
  const [across, down] = await strongest();
  expect(across).toBeLessThan(0.96);
  expect(down).toBeGreaterThan(0.16);
  expect(down).toBeLessThan(0.88);
});
