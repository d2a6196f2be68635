import { type FaceCurveError, isAbort, toFaceCurveError } from '../errors.ts';
import type { Camera, CameraChoice, Estimator, WatchUpdate } from '../index.ts';
import type { BitmapFrame, EstimatorInfo, LoadProgress } from '../types.ts';
import type { VideoSource } from '../view/index.ts';
import { cameraLost, isMuted, startCamera } from './camera-run.ts';
import { letGo, showEarly } from './early-picture.ts';
import { EstimatorKeeper, type LoadingStage } from './estimator-keeper.ts';
import { Notice, type Opened } from './notice.ts';
import { loadedPicture, type PictureSource } from './picture-source.ts';
import type { SessionOptions } from './session-options.ts';
import { SessionScreen } from './session-screen.ts';
import { isLasting, type ResultSource, type Shown } from './shown.ts';
import { startVideo, untilSought } from './video-run.ts';

/** One picture or one camera at a time: a new picture or the camera ends what went on before. */
export class Session {
  /** What is to be drawn. */
  readonly screen: SessionScreen;
  readonly notice: Notice;
  private readonly options: SessionOptions;
  private readonly keeper: EstimatorKeeper;
  private job = new AbortController();
  private isWorking = false;
  private isLoadingAhead = false;
  private wasAsked = false;
  private cameraState: Camera | 'asking' | null = null;
  private opened: PictureSource | null = null;
  private playing: VideoSource | null = null;

  constructor(options: SessionOptions) {
    this.options = options;
    this.screen = new SessionScreen(options);
    this.notice = new Notice(options.withNotice);
    this.keeper = new EstimatorKeeper({
      library: options.library,
      onProgress: (progress) => this.hearProgress(progress),
      onReady: (info) => options.onReady?.(info),
      onRecovered: (error) => options.onRecovered?.(error),
    });
  }

  /** The camera that runs; `asking` while it is being opened, null while it is off. */
  get camera(): Camera | 'asking' | null {
    return this.cameraState;
  }

  /** The picture that was opened last; null where there is none. */
  get picture(): PictureSource | null {
    return this.opened;
  }

  /** The video that was opened last; null where there is none. */
  get video(): VideoSource | null {
    return this.playing;
  }

  /** True from the beginning of a picture or camera until its first result. */
  get isBusy(): boolean {
    return this.isWorking;
  }

  /** True once a picture, a video or the camera was asked for, or a picture was refused. */
  get isInUse(): boolean {
    return this.wasAsked;
  }

  get loading(): LoadingStage {
    return this.keeper.stage;
  }

  /** Where the estimator runs; null before it is loaded. */
  get info(): EstimatorInfo | null {
    return this.keeper.info;
  }

  /** The notice was read: what is known by now is shown. */
  readNotice(): void {
    const show = this.notice.read() ?? (() => this.screen.show(this.waiting()));
    show();
  }

  /** Loads the estimator before there is a picture. A picture or the camera can be opened meanwhile. */
  async load(): Promise<void> {
    this.isLoadingAhead = true;
    const loading = this.estimator();
    if (!this.isWorking) this.screen.show(this.waiting());
    try {
      await loading;
    } catch (error) {
      // A picture or camera that waits for the estimator reports the failure itself.
      if (!this.isWorking && !isAbort(error)) this.showFailure(toFaceCurveError(error), () => this.load());
    } finally {
      this.isLoadingAhead = false;
    }
    if (!this.isWorking && this.screen.shown.mode === 'loading') this.screen.show({ mode: 'empty' });
  }

  /** Finds the faces of a picture and shows their curves. @param name of a picture that is not the user's, to be shown and announced */
  async openPicture(picture: PictureSource, name = ''): Promise<void> {
    const { stage, library } = this.options;
    const signal = this.begin(picture);
    this.opened = picture;
    this.screen.pictureName = name;
    this.screen.show(this.waiting());
    try {
      // Both at once: the picture is shown while the network loads.
      const loading = this.estimator();
      const source = await loadedPicture(picture, signal);
      const isEarly = this.keeper.stage !== 'ready';
      const early = isEarly ? await showEarly(source, { stage, library, signal }) : null;
      try {
        const estimator = await loading;
        signal.throwIfAborted();
        this.screen.show(this.waiting());
        const { explain = false } = this.options.estimating();
        let size = { width: 1, height: 1, time: 0 };
        let showing = Promise.resolve();
        const onFrame = (frame: BitmapFrame) => {
          size = frame;
          if (!isEarly) showing = stage.showPhoto(frame);
          // Prevents an unhandled rejection where the estimate fails first.
          showing.catch(() => undefined);
        };
        const faces = await estimator.estimate(early ?? source, { explain, onFrame, signal });
        await showing;
        signal.throwIfAborted();
        const { width, height, time } = size;
        this.take({ faces, width, height, time }, 'picture');
      } finally {
        if (early !== null) letGo(early);
      }
    } catch (error) {
      this.fail(error, signal, () => void this.openPicture(picture, name));
    }
  }

  /** Shows the camera with the curves of the faces in view. Only a user's action may call it: no camera starts by itself. */
  async useCamera(choice: CameraChoice = {}): Promise<void> {
    const { stage, library, estimating } = this.options;
    const signal = this.begin('camera');
    // The chosen camera may be gone for good: another try takes the default one.
    const retry = () => void this.useCamera({ facing: choice.facing });
    this.cameraState = 'asking';
    stage.clear();
    this.screen.show({ mode: 'asking', isLong: false });
    try {
      const loading = this.estimator();
      const onLost = (error: FaceCurveError) => this.fail(error, signal, retry);
      const view = stage.video.ownerDocument.defaultView ?? window;
      const onUnanswered = () => this.screen.show({ mode: 'asking', isLong: true });
      const onMuted = () => this.screen.showMuted();
      const camera = await startCamera({ library, choice, view, signal, onLost, onUnanswered, onMuted });
      // People know themselves from mirrors; what lies before them they see with their eyes.
      await this.play(camera.stream, { mirrored: camera.facing !== 'environment' });
      signal.throwIfAborted();
      this.cameraState = camera;
      this.screen.show(this.waiting());
      const estimator = await loading;
      signal.throwIfAborted();
      for await (const update of estimator.watch(stage.video, { ...estimating(), signal })) {
        if (signal.aborted) return;
        if (!isMuted(camera)) this.take(update, 'camera');
      }
      if (!signal.aborted) throw cameraLost();
    } catch (error) {
      this.fail(error, signal, retry);
    }
  }

  /** Plays a video's file, or a stream, once the network is there. After its end it can be sought in, and played again. */
  async openVideo(source: VideoSource): Promise<void> {
    const { stage, estimating } = this.options;
    const signal = this.begin(source);
    this.playing = source;
    stage.clear();
    this.screen.show(this.waiting());
    try {
      const estimator = await this.estimator();
      signal.throwIfAborted();
      await this.play(source, { mirrored: false });
      do {
        signal.throwIfAborted();
        if (this.isWorking) this.screen.show(this.waiting());
        for await (const update of estimator.watch(stage.video, { ...estimating(), signal })) {
          if (signal.aborted) return;
          this.take(update, 'video');
        }
      } while (await untilSought(stage.video, signal));
    } catch (error) {
      this.fail(error, signal, () => void this.openVideo(source));
    }
  }

  /** Turns the camera off because nobody sees the page any more. */
  leaveCamera(): void {
    if (this.cameraState !== null) this.stop('left');
  }

  /** Ends what goes on and shows nothing. @param reason why the camera is off, where that is to be said */
  stop(reason?: 'stopped' | 'left'): void {
    this.forget();
    this.options.stage.clear();
    if (reason !== undefined) this.screen.show({ mode: 'camera-off', reason });
    else this.screen.show(this.isLoadingAhead ? this.waiting() : { mode: 'empty' });
  }

  /** Ends what goes on and shows a failure that happened before a picture could be opened. */
  refuse(error: FaceCurveError): void {
    this.forget();
    this.showFailure(error, undefined);
  }

  /** Frees camera and estimator; what is shown stays. @returns whether something was going on that should begin again */
  rest(): boolean {
    const wasBusy = this.isWorking || (this.playing !== null && !this.options.stage.video.ended);
    this.leaveCamera();
    this.interrupt();
    this.keeper.release();
    return wasBusy;
  }

  setMirrored(mirrored: boolean): void {
    this.options.stage.setMirrored(mirrored);
    this.options.draw();
  }

  private play(source: VideoSource, mirror: { readonly mirrored: boolean }): Promise<void> {
    return startVideo(
      () => this.options.stage.showVideo(source, mirror),
      (error, start) => this.showFailure(error, start),
    );
  }

  private begin(opened: Opened): AbortSignal {
    this.forget();
    this.notice.begin(opened);
    this.job = new AbortController();
    this.isWorking = true;
    return this.job.signal;
  }

  private forget(): void {
    this.interrupt();
    this.wasAsked = true;
    this.opened = null;
    this.screen.pictureName = '';
  }

  private interrupt(): void {
    this.job.abort();
    this.isWorking = false;
    this.playing = null;
    this.cameraState = null;
    this.notice.end();
  }

  /** The estimator with the settings of now, for a look at something that is not shown. @throws FaceCurveError as `createEstimator` */
  estimator(): Promise<Estimator> {
    const loading = this.keeper.get(this.options.settings());
    // Prevents an unhandled rejection: a job that waits for the estimator reports the failure, others need not know.
    loading.catch(() => undefined);
    return loading;
  }

  private waiting(): Shown {
    return this.notice.isOpen ? { mode: 'notice' } : this.keeper.waiting(this.isLoadingAhead);
  }

  private hearProgress(progress: LoadProgress): void {
    const isWaiting = ['loading', 'estimating'].includes(this.screen.shown.mode);
    const view = this.keeper.progress;
    // A message is not covered by news of the loading.
    if (view !== null && isWaiting) this.screen.show({ mode: 'loading', progress: view });
    this.options.onProgress?.(progress);
  }

  private take(update: WatchUpdate, source: ResultSource): void {
    const { screen, options } = this;
    this.isWorking = false;
    const isHeld = this.notice.holds(update, source, () => this.take(update, source));
    if (isHeld) screen.showNotice();
    if (isHeld) return;
    screen.showFaces(update, { source, isMirrored: options.stage.isMirrored });
    options.onResult?.({ ...update, faces: screen.isInView ? [...screen.faces.all] : [] }, source);
  }

  private fail(error: unknown, signal: AbortSignal, retry: () => void): void {
    // The job was cancelled on purpose.
    if (signal.aborted || isAbort(error)) return;
    this.interrupt();
    const failure = toFaceCurveError(error);
    this.showFailure(failure, isLasting(failure) ? undefined : retry);
  }

  private showFailure(error: FaceCurveError, retry: (() => void) | undefined): void {
    if (error.code.startsWith('image-') || error.code.startsWith('camera-')) this.options.stage.clear();
    this.screen.show({ mode: 'failure', error, retry });
    this.options.onError?.(error);
  }
}
