import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { englishWords as words } from '../languages/index.ts';
import { FakeCamera, fakeFace, frameWith, loadedSession, settled } from './fake-session.ts';

const photo = new Blob(['photo']);

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the notice before the first own curve', () => {
  /** A loaded session that shows the notice for everything but samples. */
  const noticingSession = () => loadedSession({ withNotice: (opened) => opened !== sample });
  const sample = new Blob(['sample']);
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });

  it('holds the faces of an own picture until it is read, and is kept', async () => {
    const { session, estimator, results, said } = await noticingSession();
    void session.openPicture(photo);
    await settled();
    expect(session.screen.shown.mode).toBe('notice');
    expect(said.at(-1)).toContain(words.notice.title);
    estimator.answer.resolve([fakeFace()]);
    await settled();
    expect(session.screen.shown.mode).toBe('notice');
    expect(session.screen.faces.all).toEqual([]);
    expect(results).toEqual([]);
    session.readNotice();
    expect(session.screen.faces.all).toHaveLength(1);
    expect(results).toHaveLength(1);
    expect([...kept.keys()]).toEqual(['facecurve-notice']);
    void session.openPicture(photo);
    await settled();
    expect(session.screen.faces.all).toHaveLength(1);
  });

  it('leaves a sample alone, and comes with the next own picture', async () => {
    const { session, estimator } = await noticingSession();
    estimator.answer.resolve([fakeFace()]);
    void session.openPicture(photo);
    await settled();
    void session.openPicture(sample);
    await settled();
    expect(session.screen.shown.mode).toBe('faces');
    expect(session.notice.isOpen).toBe(false);
    void session.openPicture(photo);
    await settled();
    expect(session.screen.shown.mode).toBe('notice');
  });

  it('lets the estimate go on when it is read before, and does not hide that there is no face', async () => {
    const { session, estimator } = await noticingSession();
    void session.openPicture(photo);
    await settled();
    session.readNotice();
    expect(session.screen.shown.mode).toBe('estimating');
    kept.clear();
    const other = await noticingSession();
    void other.session.openPicture(photo);
    await settled();
    other.estimator.answer.resolve([]);
    await settled();
    expect(other.session.screen.shown.mode).toBe('no-face');
    estimator.answer.resolve([fakeFace()]);
    await settled();
    expect(session.screen.shown.mode).toBe('faces');
  });

  it('holds the newest frame of a camera, and comes once where nothing can be kept', async () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    const { session, cameras, estimator } = await noticingSession();
    const camera = new FakeCamera();
    void session.useCamera();
    await settled();
    expect(session.screen.shown.mode).toBe('asking');
    cameras[0]?.resolve(camera.camera);
    await settled();
    await estimator.see(frameWith([fakeFace(10)], 1));
    await estimator.see(frameWith([fakeFace(10), fakeFace(90)], 2));
    expect(session.screen.shown.mode).toBe('notice');
    session.readNotice();
    expect(session.screen.faces.all).toHaveLength(2);
    session.stop();
    void session.openPicture(photo);
    await settled();
    expect(session.screen.shown.mode).toBe('estimating');
  });
});
