import { expect, type Page } from '@playwright/test';
import { test } from './camera-test.ts';
import { addElement, eventsOf, openElementPage, resultOf } from './element.ts';
import { fakeCameraArguments } from './fake-camera.ts';
import { serveFolder } from './static-server.ts';

/** Opens a page with the element and clicks the button for the camera. */
async function useCamera(page: Page) {
  await openElementPage(page);
  const element = await addElement(page, { webcam: '' });
  await element.getByRole('button', { name: 'Use the camera' }).click();
  return element;
}

const codes = async (page: Page) => (await eventsOf(page, 'facecurve-error')).map(({ detail }) => detail);

test('a secure page of a web view without mediaDevices says to open it in a browser', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'mediaDevices'));
  const element = await useCamera(page);
  await expect(element.locator('.message-remedy')).toHaveText(/Open the page in your browser/);
  expect(await codes(page)).toMatchObject([{ code: 'camera-unsupported' }]);
});

test('a browser that starts videos only within a tap gets its tap, and keeps the camera', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  await page.addInitScript(() => {
    const play = HTMLMediaElement.prototype.play;
    let isTap = false;
    const tap = () => {
      isTap = true;
      setTimeout(() => {
        isTap = false;
      });
    };
    addEventListener('click', tap, { capture: true });
    HTMLMediaElement.prototype.play = function () {
      return isTap ? play.call(this) : Promise.reject(new DOMException('a tap', 'NotAllowedError'));
    };
  });
  const element = await useCamera(page);
  await expect(element.locator('.message-title')).toHaveText('Tap to start');
  expect(await codes(page)).toMatchObject([{ code: 'camera-paused' }]);
  await element.getByRole('button', { name: 'Try again' }).click();
  expect(await resultOf(page)).toMatchObject({ source: 'camera' });
});

test('a question that nobody answers is said to wait, and the answer goes on', async ({ pageWith }) => {
  const page = await pageWith(fakeCameraArguments);
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((resolve) => addEventListener('answered', resolve, { once: true }));
      return ask(constraints);
    };
  });
  const element = await useCamera(page);
  await expect(element.locator('.message-title')).toHaveText('Waiting for the camera');
  await expect(element.locator('.message-title')).toHaveText('Still waiting for your answer');
  await page.evaluate(() => dispatchEvent(new Event('answered')));
  expect(await resultOf(page)).toMatchObject({ source: 'camera' });
  expect(await codes(page)).toEqual([]);
});

test('a frame without allow="camera" is told apart from a person’s no', async ({ pageWith, baseURL }) => {
  const page = await pageWith(fakeCameraArguments);
  const address = new URL('../harness/e2e/harness/element.html', baseURL ?? '').href;
  const around = await serveFolder(
    'public',
    {},
    { '/index.html': `<iframe src="${address}" width="900" height="700">` },
  );
  try {
    await page.goto(`${around.origin}/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('main').evaluate((main) => {
      main.innerHTML = '<face-curve webcam assets="../../assets/" backend="wasm"></face-curve>';
    });
    await frame.getByRole('button', { name: 'Use the camera' }).click();
    await expect(frame.locator('.message-text')).toHaveText(/the page around it, does not allow/);
    const [event] = await frame
      .locator('main')
      .evaluate(() => elementEvents.filter(({ type }) => type === 'facecurve-error'));
    expect(event?.detail).toMatchObject({ code: 'camera-blocked' });
  } finally {
    await around.close();
  }
});

test('a page whose header forbids the camera is told apart from a person’s no', async ({ pageWith }) => {
  const page = await pageWith(fakeCameraArguments);
  await page.route('**/element.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
  });
  const element = await useCamera(page);
  await expect(element.locator('.message-text')).toHaveText(/does not allow the camera/);
  const [error] = await codes(page);
  expect(error).toMatchObject({ code: 'camera-blocked' });
});

test('a camera that sends black pictures without saying so takes the last curve away', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [640, 480];
      const context = canvas.getContext('2d');
      const face = new Image();
      face.src = '../../samples/middle.jpg';
      await face.decode();
      let isCovered = false;
      addEventListener('cover', () => (isCovered = !isCovered));
      const draw = () => {
        context?.fillRect(0, 0, 640, 480);
        if (!isCovered) context?.drawImage(face, 160, 80, 320, 320);
        requestAnimationFrame(draw);
      };
      draw();
      return canvas.captureStream();
    };
  });
  const element = await useCamera(page);
  await expect(element.locator('.age .say')).toHaveText(/8 in 10 faces/);
  const cover = () => page.evaluate(() => dispatchEvent(new Event('cover')));
  await cover();
  await expect(element.locator('.message-remedy')).toHaveText(/nothing over the camera/);
  await expect(element.locator('.age .say')).toHaveCount(0);
  await cover();
  await expect(element.locator('.age .say')).toHaveText(/8 in 10 faces/);
});

test('a muted camera is said in place of the last curve, which continues when pictures come again', async ({
  pageWith,
}) => {
  const page = await pageWith(fakeCameraArguments);
  // A remote track of a peer connection becomes muted as a camera's track does.
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
      near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
      far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
      const transceiver = near.addTransceiver(stream.getVideoTracks()[0] ?? 'video', {
        direction: 'sendonly',
      });
      const agree = async () => {
        await near.setLocalDescription();
        await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
        await far.setLocalDescription();
        await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
      };
      Object.assign(globalThis, {
        send: (isSending: boolean) => {
          transceiver.direction = isSending ? 'sendonly' : 'inactive';
          return agree();
        },
      });
      await agree();
      return new MediaStream(far.getReceivers().map(({ track }) => track));
    };
  });
  const element = await useCamera(page);
  await resultOf(page);
  await expect(element.locator('.age .say')).toHaveText(/8 in 10 faces/);
  const send = (isSending: boolean) =>
    page.evaluate(
      (is) => (globalThis as unknown as { send(isSending: boolean): Promise<void> }).send(is),
      isSending,
    );
  await send(false);
  await expect(element.locator('.message-title')).toHaveText('The camera sends no picture');
  await expect(element.locator('.age .say')).toHaveCount(0);
  await send(true);
  await expect(element.locator('.age .say')).toHaveText(/8 in 10 faces/);
});
