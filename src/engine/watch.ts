import { FaceCurveError, isAbort } from '../errors.ts';
import type { FaceEstimate } from '../types.ts';

/** The faces of one frame of a video. */
export interface WatchUpdate {
  readonly faces: FaceEstimate[];
  /** Size of the frame in pixels, which the faces' coordinates refer to. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds on the page's clock. */
  readonly time: number;
}

export interface VideoWatchOptions {
  /** Milliseconds. */
  readonly interval: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Samples the newest frame of the video whenever the last sample is done.
 * Ends without an error when the signal aborts or the video ends; of a file that has ended before, the last frame is sampled.
 * @throws FaceCurveError `camera-lost`
 */
export async function* watchVideo(
  video: HTMLVideoElement,
  sample: () => Promise<WatchUpdate>,
  { interval, signal }: VideoWatchOptions,
): AsyncGenerator<WatchUpdate, void> {
  const end = new WatchEnd(video, signal);
  let isFirst = true;
  let last = Number.NEGATIVE_INFINITY;
  let sampled = video.currentTime;
  try {
    while (!end.hasCome) {
      await untilVisible(video, end.signal);
      await untilTime(last + interval, end.signal);
      // A paused video has one frame, and a new one only where somebody seeks in it.
      const wasSought = video.paused && !video.seeking && video.currentTime !== sampled;
      if (!(isFirst || wasSought) || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
        await untilNewFrame(video, end.signal);
      }
      if (end.hasCome && !(isFirst && isOver(video))) break;
      isFirst = false;
      last = performance.now();
      // A video that seeks on still has the frame of before.
      sampled = video.seeking ? Number.NaN : video.currentTime;
      const update = await sampleUnlessOver(sample, signal);
      if (update === null) return;
      yield update;
      // No event comes for a file that had ended before.
      if (isOver(video)) break;
    }
    end.throwIfLost();
  } finally {
    end.release();
  }
}

/** True for a file at its end; a camera's video may have ended because the camera was lost. */
function isOver({ ended, srcObject }: HTMLVideoElement): boolean {
  return ended && srcObject === null;
}

async function sampleUnlessOver(
  sample: () => Promise<WatchUpdate>,
  signal: AbortSignal | undefined,
): Promise<WatchUpdate | null> {
  try {
    return await sample();
  } catch (error) {
    if (isAbort(error) || signal?.aborted) return null;
    throw error;
  }
}

/** Milliseconds between checks of the video's tracks: no event reports that the page stopped them. */
const TRACKS_PERIOD = 250;
/** Browsers report the loss of a camera up to so many milliseconds after its video has ended. */
const LOSS_REPORT_TIME = 100;

/** Notices what ends a watch: the signal, the video's end, its tracks' end. */
class WatchEnd {
  private readonly video: HTMLVideoElement;
  private readonly controller = new AbortController();
  private lost: FaceCurveError | null = null;
  private stream: MediaStream | null = null;

  constructor(video: HTMLVideoElement, signal: AbortSignal | undefined) {
    this.video = video;
    if (signal?.aborted) this.release();
    const listen = { signal: this.signal };
    signal?.addEventListener('abort', () => this.release(), listen);
    video.addEventListener('ended', () => this.endSoon(), listen);
    // A broken file ends where it breaks.
    video.addEventListener('error', () => video.srcObject === null && this.endSoon(), listen);
    this.followTracks();
    const timer = setInterval(() => this.followTracks(), TRACKS_PERIOD);
    this.signal.addEventListener('abort', () => clearInterval(timer));
    if (this.hasCome) clearInterval(timer);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get hasCome(): boolean {
    return this.signal.aborted;
  }

  /** The video can be given another stream while it is watched. */
  private followTracks(): void {
    const { srcObject } = this.video;
    if (srcObject === null || !('getVideoTracks' in srcObject)) return;
    if (srcObject !== this.stream) this.listenTo(srcObject);
    if (hasEnded(srcObject)) this.release();
  }

  private listenTo(stream: MediaStream): void {
    this.stream = stream;
    for (const track of stream.getVideoTracks()) {
      // A track that the page itself stopped raises no event, and its end is no failure.
      track.addEventListener('ended', () => this.loseTrack(stream), { signal: this.signal });
    }
  }

  private loseTrack(stream: MediaStream): void {
    if (stream !== this.video.srcObject || !hasEnded(stream)) return;
    this.lost = new FaceCurveError('camera-lost', 'The camera that was watched is gone.', {
      remedy: 'Connect it again, then start again.',
    });
    this.release();
  }

  /** A camera's video ends with its tracks; browsers report at about the same time whether the tracks were stopped or lost. */
  private endSoon(): void {
    setTimeout(() => this.release(), this.stream === null ? 0 : LOSS_REPORT_TIME);
  }

  throwIfLost(): void {
    if (this.lost !== null) throw this.lost;
  }

  /** Ends all waiting and listening. */
  release(): void {
    this.controller.abort();
  }
}

function hasEnded(stream: MediaStream): boolean {
  const tracks = stream.getVideoTracks();
  return tracks.length > 0 && tracks.every(({ readyState }) => readyState === 'ended');
}

/** Resolves when `begin` calls back or the signal aborts; `begin` returns a function that undoes it. */
function until(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      signal.removeEventListener('abort', finish);
      undo();
      resolve();
    };
    signal.addEventListener('abort', finish);
    const undo = begin(finish);
  });
}

async function untilVisible(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const page = video.ownerDocument;
  if (!page.hidden) return;
  await until(signal, (done) => {
    const check = () => {
      if (!page.hidden) done();
    };
    page.addEventListener('visibilitychange', check);
    const endMoves = onMove(video, done);
    return () => {
      page.removeEventListener('visibilitychange', check);
      endMoves();
    };
  });
}

/** Calls back once the video is in another document: the one before may be that of a closed window, of which no event comes. */
function onMove(video: HTMLVideoElement, done: () => void): () => void {
  const page = video.ownerDocument;
  const timer = setInterval(() => {
    if (video.ownerDocument !== page) done();
  }, TRACKS_PERIOD);
  return () => clearInterval(timer);
}

async function untilTime(time: number, signal: AbortSignal): Promise<void> {
  const wait = time - performance.now();
  if (!(wait > 0)) return;
  await until(signal, (done) => {
    const timer = setTimeout(done, wait);
    return () => clearTimeout(timer);
  });
}

/** Milliseconds between checks of the video's clock, where the browser does not report frames. */
const POLL_PERIOD = 30;

/** Seconds that a video's clock goes on without news of a frame until the news counts as lost. */
const LOST_NEWS = 1;

function untilNewFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const { currentTime } = video;
  return until(signal, (done) => {
    if ('requestVideoFrameCallback' in HTMLVideoElement.prototype) {
      const handle = video.requestVideoFrameCallback(done);
      const endMoves = onMove(video, done);
      // Chromium sometimes sends no event for a video that came back from a closed window.
      const timer = setInterval(() => {
        if (!video.ownerDocument.hidden && video.currentTime - currentTime > LOST_NEWS) done();
      }, TRACKS_PERIOD);
      return () => {
        video.cancelVideoFrameCallback(handle);
        endMoves();
        clearInterval(timer);
      };
    }
    const timer = setInterval(() => {
      const hasFrame = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      if (hasFrame && video.currentTime !== currentTime) done();
    }, POLL_PERIOD);
    return () => clearInterval(timer);
  });
}
