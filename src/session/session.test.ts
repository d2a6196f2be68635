import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { englishWords as words } from '../languages/index.ts';
import {
  asEstimator,
  FakeCamera,
  FakeEstimator,
  fakeFace,
  fakeSession,
  frameWith,
  loadedSession,
  settled,
} from './fake-session.ts';

const photo = new Blob(['photo']);
const progress = { file: 'a', fileLoadedBytes: 1, fileTotalBytes: 2, loadedBytes: 1, totalBytes: 2 };

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A loaded session whose camera runs. */
async function watchingSession() {
  const fakes = await loadedSession();
  const camera = new FakeCamera();
  void fakes.session.useCamera();
  await settled();
  fakes.cameras[0]?.resolve(camera.camera);
  await settled();
  return { ...fakes, camera };
}

describe('a picture', () => {
  it('is shown at once, and its faces when they are estimated', async () => {
    const { session, estimator, modes, stage, results, said } = await loadedSession();
    void session.openPicture(photo);
    await settled();
    expect(session.isBusy).toBe(true);
    expect(session.picture).toBe(photo);
    expect(stage).toEqual(['photo']);
    estimator.answer.resolve([fakeFace(100), fakeFace(10)]);
    await settled();
    expect(session.isBusy).toBe(false);
    expect(modes).toEqual(['estimating', 'estimating', 'faces']);
    expect(session.screen.faces.all.map(({ box }) => box.x)).toEqual([10, 100]);
    expect(session.screen.size).toEqual({ width: 200, height: 100 });
    expect(results).toHaveLength(1);
    expect(stage).toEqual(['photo']);
    expect(estimator.estimated).toEqual([photo]);
    expect(said).toContain(words.estimatingFace);
  });

  it('without a face is said to have none', async () => {
    const { session, estimator, said } = await loadedSession();
    void session.openPicture(photo);
    estimator.answer.resolve([]);
    await settled();
    expect(session.screen.shown).toEqual({ mode: 'no-face', source: 'picture' });
    expect(session.screen.isInView).toBe(false);
    expect(said.at(-1)).toContain(words.noFace.title);
  });

  it('that comes while the network loads waits for it', async () => {
    const { session, starts, modes } = fakeSession();
    void session.load();
    await settled();
    void session.openPicture(photo);
    await settled();
    starts[0]?.options.onProgress?.(progress);
    const estimator = new FakeEstimator();
    estimator.answer.resolve([fakeFace()]);
    starts[0]?.result.resolve(asEstimator(estimator));
    await settled();
    expect(starts).toHaveLength(1);
    expect(modes).toEqual(['loading', 'loading', 'loading', 'estimating', 'faces']);
  });

  it('that waits for the network stays decoded, as the only one of the page: the others are decoded again', async () => {
    const all = [fakeSession(), fakeSession()] as const;
    const [first, second] = all;
    for (const { session } of all) void session.openPicture(photo);
    await settled();
    expect([first.stage, second.stage]).toEqual([['photo'], ['photo', 'closed']]);
    const estimators = all.map(({ starts }) => {
      const estimator = new FakeEstimator();
      estimator.answer.resolve([fakeFace()]);
      starts[0]?.result.resolve(asEstimator(estimator));
      return estimator;
    });
    await settled();
    expect(first.stage).toEqual(['photo', 'closed']);
    expect(second.stage).toEqual(['photo', 'closed']);
    expect(estimators.map(({ estimated }) => estimated[0] === photo)).toEqual([false, true]);
    expect([first.results, second.results].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('that another one replaces while the network loads is no longer kept', async () => {
    const { session, stage } = fakeSession();
    void session.openPicture(photo);
    await settled();
    void session.openPicture(new Blob(['another']));
    await settled();
    expect(stage).toEqual(['photo', 'closed', 'photo']);
    session.rest();
  });

  it('is forgotten when another one comes', async () => {
    const { session, estimator, results, errors } = await loadedSession();
    void session.openPicture(photo);
    await settled();
    session.stop();
    estimator.answer.resolve([fakeFace()]);
    await settled();
    expect(session.screen.shown.mode).toBe('empty');
    expect(results).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('that failed can be tried again, unless the file itself is broken', async () => {
    const { session, estimator, stage } = await loadedSession();
    void session.openPicture(photo);
    estimator.answer.reject(new FaceCurveError('worker-lost', 'The worker died.'));
    await settled();
    const { shown } = session.screen;
    expect(shown).toMatchObject({ mode: 'failure', error: { code: 'worker-lost' } });
    expect(shown.mode === 'failure' && shown.retry).toBeTypeOf('function');
    expect(stage).not.toContain('cleared');
    session.refuse(new FaceCurveError('image-unreadable', 'Broken.'));
    expect(session.screen.shown).toMatchObject({ error: { code: 'image-unreadable' }, retry: undefined });
    expect(stage.at(-1)).toBe('cleared');
    expect(session.picture).toBeNull();
  });
});

describe('loading', () => {
  it('goes from the first byte to an empty page', async () => {
    const { session, starts, modes } = fakeSession();
    void session.load();
    await settled();
    starts[0]?.options.onProgress?.(progress);
    expect(session.screen.shown).toMatchObject({ mode: 'loading', progress: { share: 0.5 } });
    expect(session.loading).toBe('loading');
    starts[0]?.result.resolve(asEstimator(new FakeEstimator()));
    await settled();
    expect(session.loading).toBe('ready');
    expect(modes).toEqual(['loading', 'loading', 'empty']);
  });

  it('that failed is said once, and tried again with the picture that waited', async () => {
    const { session, starts, errors } = fakeSession();
    void session.load();
    await settled();
    void session.openPicture(photo);
    await settled();
    starts[0]?.result.reject(new FaceCurveError('asset-missing', 'No file.'));
    await settled();
    expect(session.loading).toBe('failed');
    expect(errors.map(({ code }) => code)).toEqual(['asset-missing']);
    const { shown } = session.screen;
    if (shown.mode === 'failure') shown.retry?.();
    await settled();
    const estimator = new FakeEstimator();
    estimator.answer.resolve([fakeFace()]);
    starts[1]?.result.resolve(asEstimator(estimator));
    await settled();
    expect(session.screen.shown.mode).toBe('faces');
  });

  it('is not shown over a message', async () => {
    const { session, starts } = fakeSession();
    void session.load();
    await settled();
    session.refuse(new FaceCurveError('image-tainted', 'Not ours.'));
    starts[0]?.options.onProgress?.(progress);
    starts[0]?.result.resolve(asEstimator(new FakeEstimator()));
    await settled();
    expect(session.screen.shown.mode).toBe('failure');
  });
});

describe('the camera', () => {
  it('is asked for, shown, and gives curves until it is stopped', async () => {
    const { session, estimator, camera, modes } = await watchingSession();
    await estimator.see(frameWith([fakeFace()], 1000));
    expect(modes).toEqual(['asking', 'estimating', 'faces']);
    expect(session.camera).toBe(camera.camera);
    session.stop('stopped');
    expect(camera.isOn).toBe(false);
    expect(session.camera).toBeNull();
    expect(session.screen.shown).toEqual({ mode: 'camera-off', reason: 'stopped' });
  });

  it('is turned off when it is granted too late', async () => {
    const { session, cameras } = await loadedSession();
    const camera = new FakeCamera();
    void session.useCamera();
    await settled();
    expect(session.camera).toBe('asking');
    session.stop();
    cameras[0]?.resolve(camera.camera);
    await settled();
    expect(camera.isOn).toBe(false);
  });

  it('keeps its last faces for a moment when none is found', async () => {
    const { session, estimator } = await watchingSession();
    await estimator.see(frameWith([fakeFace()], 1000));
    await estimator.see(frameWith([], 1800));
    expect(session.screen.shown.mode).toBe('faces');
    expect(session.screen.isInView).toBe(false);
    expect(session.screen.faces.all).toHaveLength(1);
    await estimator.see(frameWith([], 1900));
    expect(session.screen.shown).toEqual({ mode: 'no-face', source: 'camera' });
  });

  it('stays with the chosen face as it moves', async () => {
    const { session, estimator } = await watchingSession();
    await estimator.see(frameWith([fakeFace(10), fakeFace(100)], 1000));
    session.screen.select(1);
    await estimator.see(frameWith([fakeFace(90), fakeFace(10)], 1100));
    expect(session.screen.faces.face?.box.x).toBe(90);
  });

  it('that is unplugged is told once, also before the network is there', async () => {
    const { session, starts, cameras, errors } = fakeSession();
    const camera = new FakeCamera();
    void session.useCamera();
    await settled();
    cameras[0]?.resolve(camera.camera);
    await settled();
    camera.track.dispatchEvent(new Event('ended'));
    starts[0]?.result.resolve(asEstimator(new FakeEstimator()));
    await settled();
    expect(errors.map(({ code }) => code)).toEqual(['camera-lost']);
    expect(camera.isOn).toBe(false);
    expect(session.screen.shown).toMatchObject({ mode: 'failure', error: { code: 'camera-lost' } });
  });

  it('is off when the page is left, which is said; what is shown stays when the rest is freed', async () => {
    const { session, estimator, camera } = await watchingSession();
    await estimator.see(frameWith([fakeFace()], 1000));
    expect(session.rest()).toBe(false);
    await settled();
    expect(camera.isOn).toBe(false);
    expect(session.screen.shown).toEqual({ mode: 'camera-off', reason: 'left' });
    expect(estimator.isDisposed).toBe(true);
    expect(session.loading).toBe('idle');
  });
});

describe('a video', () => {
  const clip = new Blob(['clip'], { type: 'video/webm' });

  it('is played once the network is there, and gives curves until it is replaced', async () => {
    const { session, starts, stage, results } = fakeSession();
    void session.openVideo(clip);
    await settled();
    expect(stage).toEqual(['cleared']);
    const estimator = new FakeEstimator();
    starts[0]?.result.resolve(asEstimator(estimator));
    await settled();
    expect(stage).toEqual(['cleared', 'video']);
    await estimator.see(frameWith([fakeFace()], 1000));
    expect(session.screen.shown.mode).toBe('faces');
    expect(session.camera).toBeNull();
    session.stop();
    await estimator.see(frameWith([fakeFace()], 1100));
    expect(results).toHaveLength(1);
  });

  it('begins again after a rest if it was running, and only then', async () => {
    const { session, estimator } = await loadedSession();
    void session.openVideo(clip);
    await settled();
    await estimator.see(frameWith([fakeFace()], 1000));
    expect(session.isBusy).toBe(false);
    expect(session.rest()).toBe(true);
    expect(session.rest()).toBe(false);
  });
});
