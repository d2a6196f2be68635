import { expect, type Page } from '@playwright/test';
import { addElement, ageNumber, eventsOf, resultOf, sampleAddress } from './element.ts';
import { test } from './shared-element-page.ts';

/** Width and height of the samples. */
const SAMPLE_SIDE = 512;

type Kind = 'File' | 'Blob' | 'img' | 'canvas' | 'VideoFrame' | 'ImageBitmap' | 'address' | 'URL';

/** Sets `picture` to the sample, in one of its forms. */
function setPicture(page: Page, kind: Kind, name: 'old' | 'child' = 'old'): Promise<void> {
  return page.evaluate(
    async ([form, url]) => {
      const element = document.querySelector('face-curve');
      if (element === null) throw new Error('no element');
      const blob = await (await fetch(url)).blob();
      const image = new Image();
      image.srcset = `${url} 2x`;
      const bitmap = await createImageBitmap(blob);
      const canvas = Object.assign(document.createElement('canvas'), {
        width: bitmap.width,
        height: bitmap.height,
      });
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      element.picture = {
        File: new File([blob], 'photo.jpg'),
        Blob: blob,
        // Still loading.
        img: image,
        canvas,
        VideoFrame: new VideoFrame(canvas, { timestamp: 0 }),
        ImageBitmap: bitmap,
        address: url,
        URL: new URL(url, document.baseURI),
      }[form];
    },
    [kind, sampleAddress(name)] as const,
  );
}

test('the property picture takes pictures of every kind, one after another', async ({ page }) => {
  const element = await addElement(page);
  let results = 0;
  for (const kind of ['File', 'Blob', 'canvas', 'VideoFrame', 'ImageBitmap', 'address', 'URL'] as const) {
    await test.step(kind, async () => {
      // In turns, so that what is shown is not that of the picture before.
      const name = results % 2 === 0 ? 'old' : 'child';
      await setPicture(page, kind, name);
      results += 1;
      const { faces, source, width } = await resultOf(page, results);
      expect({ source, width, faces: faces.length }).toEqual({
        source: 'picture',
        width: SAMPLE_SIDE,
        faces: 1,
      });
      await expect(ageNumber(page)).toHaveText(String(Math.round(Number(faces[0]?.age))));
      await expect(element.locator('canvas[part=picture]')).toHaveJSProperty('width', SAMPLE_SIDE);
    });
  }
});

test('the property picture takes an image that still loads, in its natural size', async ({
  freshPage: page,
}) => {
  const element = await addElement(page);
  await setPicture(page, 'img');
  const { faces, width } = await resultOf(page);
  expect({ width, frame: faces[0]?.frame }).toEqual({
    width: SAMPLE_SIDE / 2,
    frame: { width: SAMPLE_SIDE / 2, height: SAMPLE_SIDE / 2 },
  });
  // All pixels of the file are shown.
  await expect(element.locator('canvas[part=picture]')).toHaveJSProperty('width', 640);
});

test('picture comes before src, and without it src is shown', async ({ page }) => {
  const element = await addElement(page, { src: sampleAddress('child') });
  await setPicture(page, 'canvas');
  expect((await resultOf(page)).faces[0]?.age).toBeGreaterThan(40);
  await page.evaluate(() => Object.assign(document.querySelector('face-curve') ?? {}, { picture: null }));
  expect((await resultOf(page, 2)).faces[0]?.age).toBeLessThan(16);
  await page.evaluate(() => Object.assign(document.querySelector('face-curve') ?? {}, { src: null }));
  await expect(element.locator('.invitation')).toBeVisible();
});

test('the same canvas set again is estimated again', async ({ page }) => {
  await addElement(page);
  await setPicture(page, 'canvas');
  await resultOf(page);
  await page.evaluate(async (url) => {
    const element = document.querySelector('face-curve');
    const canvas = element?.picture as HTMLCanvasElement;
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    Object.assign(element ?? {}, { picture: canvas });
  }, sampleAddress('child'));
  expect((await resultOf(page, 2)).faces[0]?.age).toBeLessThan(16);
});

/** Sets `picture` to a video that shows the sample: as it runs, or as a file of about a second. */
function setVideo(page: Page, kind: 'stream' | 'file' | 'one frame' | 'broken file'): Promise<void> {
  return page.evaluate(
    async ([form, url]) => {
      const image = Object.assign(new Image(), { src: url });
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 });
      const context = canvas.getContext('2d');
      let step = 0;
      const draw = () => context?.drawImage(image, 60 + (step++ % 5), 10, 340, 340);
      draw();
      const redraw = setInterval(() => {
        if (form !== 'one frame') draw();
      }, 50);
      const stream = canvas.captureStream(20);
      Object.assign(globalThis, { stopStream: () => stream.getTracks().forEach((track) => track.stop()) });
      const record = async () => {
        const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8' });
        const parts: Blob[] = [];
        recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
        const started = new Promise((resolve) => recorder.addEventListener('start', resolve));
        recorder.start();
        await started;
        // A canvas that does not change gives no frame. Each frame has 2 KB, on a slow machine after a while.
        draw();
        const size = () => parts.reduce((sum, part) => sum + part.size, 0);
        while (size() < (form === 'file' ? 40_000 : 2_000)) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          recorder.requestData();
        }
        const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
        recorder.stop();
        await stopped;
        clearInterval(redraw);
        return new File(parts, 'clip.webm', { type: 'video/webm' });
      };
      const broken = new File(['no video'], 'clip.mp4', { type: 'video/mp4' });
      const picture = form === 'stream' ? stream : form === 'broken file' ? broken : await record();
      Object.assign(document.querySelector('face-curve') ?? {}, { picture });
    },
    [kind, sampleAddress('old')] as const,
  );
}

/** Makes a video's first frames unreadable, as Chromium does on a busy machine in one of a hundred videos. */
function refuseFirstFrames(page: Page, count: number): Promise<void> {
  return page.evaluate((refused) => {
    const create = globalThis.createImageBitmap;
    let left = refused;
    const refusing = (...given: Parameters<typeof createImageBitmap>) => {
      if (given[0] instanceof HTMLVideoElement && left-- > 0) {
        throw new DOMException('The image source is not usable.', 'InvalidStateError');
      }
      return create(...given);
    };
    Object.assign(globalThis, { createImageBitmap: refusing });
  }, count);
}

test('the property picture takes a stream, until it ends', async ({ freshPage: page }) => {
  const element = await addElement(page);
  await setVideo(page, 'stream');
  const { source, width, faces } = await resultOf(page, 3);
  expect({ source, width, frame: faces[0]?.frame }).toEqual({
    source: 'video',
    width: 480,
    frame: { width: 480, height: 360 },
  });
  const video = element.locator('video');
  await expect(video).toHaveAttribute('aria-label', 'The picture');
  await expect(video).not.toHaveAttribute('data-mirrored');
  await page.evaluate(() => (globalThis as unknown as { stopStream(): void }).stopStream());
  await expect(ageNumber(page)).toBeVisible();
  await expect.poll(() => eventsOf(page, 'facecurve-error')).toEqual([]);
});

test('the property picture takes a video file, whose last faces stay', async ({ freshPage: page }) => {
  await refuseFirstFrames(page, 3);
  const element = await addElement(page);
  await setVideo(page, 'file');
  // On a slow machine one look takes as long as the clip.
  expect(await resultOf(page)).toMatchObject({ source: 'video', width: 480 });
  await expect(element.locator('video')).toHaveJSProperty('ended', true);
  await expect(ageNumber(page)).toBeVisible();
  expect(await eventsOf(page, 'facecurve-error')).toEqual([]);
  // Taken away, the file is let go.
  await page.evaluate(() => Object.assign(document.querySelector('face-curve') ?? {}, { picture: null }));
  await expect(element.locator('.invitation')).toBeVisible();
  await expect(element.locator('video')).not.toHaveAttribute('src');
});

test('a video of one frame gives its faces', async ({ freshPage: page }) => {
  await addElement(page);
  await setVideo(page, 'one frame');
  expect(await resultOf(page)).toMatchObject({ source: 'video', faces: [{ usable: true }] });
});

test('a video that the browser cannot play says so', async ({ freshPage: page }) => {
  const element = await addElement(page);
  await setVideo(page, 'broken file');
  await expect(element.locator('.message-title')).toHaveText('Cannot open the file');
  expect(await eventsOf(page, 'facecurve-error')).toMatchObject([
    { detail: { code: 'image-unsupported', remedy: expect.stringContaining('MP4') } },
  ]);
});

test('a running video that is taken out of the page and put back plays again', async ({
  freshPage: page,
}) => {
  await addElement(page);
  await setVideo(page, 'stream');
  await resultOf(page);
  await page.evaluate(() => {
    const element = document.querySelector('face-curve');
    Object.assign(globalThis, { kept: element });
    element?.remove();
  });
  await expect.poll(() => page.workers().length).toBe(0);
  const count = (await eventsOf(page, 'facecurve-result')).length;
  await page.evaluate(() => {
    const { kept } = globalThis as unknown as { kept: HTMLElement };
    document.querySelector('main')?.append(kept);
  });
  await resultOf(page, count + 2);
});
