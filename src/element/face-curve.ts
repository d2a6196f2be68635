import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FaceCurveError } from '../errors.ts';
import type { BackendChoice, ModelName } from '../types.ts';
import {
  type CurveView,
  LoadingProgress,
  languageOf,
  type OwnWords,
  type Words,
  withOwnWords,
  wordsFor,
} from '../view/index.ts';
import { Display } from './display.ts';
import { EstimatorKeeper } from './estimator-keeper.ts';
import { emit } from './events.ts';
import { PageLife } from './page-life.ts';
import { Session } from './session.ts';
import { attributesIn, viewIn } from './settings.ts';
import { styles } from './styles.ts';

/** Changes of these begin anew what the element does. */
const RESTARTING = ['src', 'webcam', 'curves', 'backend', 'model', 'assets', 'explain', 'interval'];

/**
 * A picture or the camera, and how old its faces look as curves.
 *
 * @element face-curve
 * @fires facecurve-ready - The network is loaded; `detail.info` says where it runs.
 * @fires facecurve-progress - Bytes came in; `detail` is a `LoadProgress`.
 * @fires facecurve-result - Faces of the picture, or of the camera's newest frame; `detail` has `faces`, `width`, `height`, `source`.
 * @fires facecurve-error - Something failed; `detail` has the `FaceCurveError` and whether it was made good by itself.
 * @slot empty - In place of the invitation while there is no picture.
 * @csspart base - All of it.
 * @csspart stage - The place of the picture.
 * @csspart picture - The picture.
 * @csspart video - The camera's mirror.
 * @csspart marks - What covers the picture with the marks of the faces.
 * @csspart explanation - Where the network looks, over the picture.
 * @csspart tag - The words on the picture.
 * @csspart button - The buttons.
 * @csspart figure - A curve with its words, or a message; also `age`, `votes` or `message`.
 * @csspart number - The large number.
 * @csspart sentence - The sentence beside it.
 * @csspart plot - The bars.
 * @csspart key - What the strengths of the bars stand for.
 * @csspart view-switch - The choice between the two views.
 * @csspart message-title - What is the matter.
 * @csspart progress - The bar while it loads.
 * @csspart status - What screen readers are told; not to be seen.
 * @cssproperty --facecurve-background - Behind everything.
 * @cssproperty --facecurve-ink - Text.
 * @cssproperty --facecurve-soft - Quieter text.
 * @cssproperty --facecurve-hairline - Lines.
 * @cssproperty --facecurve-edge - Edges of controls.
 * @cssproperty --facecurve-mat - Behind the picture.
 * @cssproperty --facecurve-age - The age curve.
 * @cssproperty --facecurve-votes - The curve of votes.
 * @cssproperty --facecurve-radius - Of the corners.
 * @cssproperty --facecurve-serif - Font of numbers and sentences.
 * @cssproperty --facecurve-sans - Font of everything else.
 */
export class FaceCurveElement extends LitElement {
  static override readonly styles = styles;

  static override readonly properties = {
    src: { reflect: true, useDefault: true },
    webcam: { type: Boolean, reflect: true },
    curves: { attribute: 'attributes', reflect: true, useDefault: true },
    view: { reflect: true, useDefault: true },
    interval: { type: Number, reflect: true, useDefault: true },
    backend: { reflect: true, useDefault: true },
    model: { reflect: true, useDefault: true },
    assets: { reflect: true, useDefault: true },
    explain: { type: Boolean, reflect: true },
    words: { attribute: false },
    language: { attribute: 'lang' },
    isCameraOn: { state: true },
  };

  /** Address of the picture. */
  declare src: string | null;
  /** Offers the camera. It starts only when its button is pressed. */
  declare webcam: boolean;
  /** The attribute `attributes`: `age`, `attractiveness` or both, with a space between. */
  declare curves: string;
  /** How the curve of ages is drawn: its bars, or how likely the face looks older than each age. */
  declare view: CurveView;
  /** Milliseconds that lie between two looks through the camera at least. */
  declare interval: number;
  /** What computes the network; `auto` takes the best that runs and gives the golden answers. */
  declare backend: BackendChoice;
  /** Which weights: `default`, or `open`, which were learned from openly licensed pictures alone and know ages only. */
  declare model: ModelName;
  /** Address of the folder that holds the assets. */
  declare assets: string | null;
  /** Shows where the network looks. */
  declare explain: boolean;
  /** Sentences of one's own in the place of the element's. */
  declare words: OwnWords | null;
  /** Only observed: the element's own `lang` is one place of several that it is looked for in. */
  declare private language: string | null;
  declare private isCameraOn: boolean;

  private readonly display: Display;
  private readonly keeper: EstimatorKeeper;
  private readonly session: Session;
  private readonly life: PageLife;
  private progress = new LoadingProgress();
  private table: Words;

  constructor() {
    super();
    this.src = null;
    this.webcam = false;
    this.curves = 'age';
    this.view = 'histogram';
    this.interval = 0;
    this.backend = 'auto';
    this.model = 'default';
    this.assets = null;
    this.explain = false;
    this.words = null;
    this.isCameraOn = false;
    this.table = wordsFor('en');
    this.display = new Display({ words: this.table, onChange: () => this.requestUpdate() });
    this.keeper = new EstimatorKeeper({
      onProgress: (progress) => {
        const view = this.progress.update(progress);
        if (this.session.isBusy) this.display.show({ mode: 'loading', progress: view });
        emit(this, 'facecurve-progress', progress);
      },
      onReady: (info) => emit(this, 'facecurve-ready', { info }),
      onRecovered: (error) => emit(this, 'facecurve-error', { error, recovered: true }),
    });
    this.session = new Session({
      stage: this.display.picture.stage,
      estimator: () => this.estimator(),
      looking: () => ({ explain: this.explain, interval: Math.max(0, this.interval || 0) }),
      show: (shown) => this.display.show(shown),
      onFaces: (update, source) => {
        const faces = this.display.showFaces(update, source);
        emit(this, 'facecurve-result', { ...update, faces, source });
      },
      onError: (error, retry) => this.showError(error, retry),
      onCamera: (isOn) => {
        this.isCameraOn = isOn;
      },
    });
    this.life = new PageLife(this, {
      onHidden: () => {
        if (this.session.isCameraOn) this.session.stop((words) => words.cameraLeft);
      },
      onGone: () => this.rest(),
      onBack: () => this.begin(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Around it another language may be spoken.
    this.requestUpdate();
    this.life.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.life.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const table = wordsFor(languageOf(this));
    if (table.language === this.table.language && !changed.has('words')) return;
    this.table = this.words === null ? table : withOwnWords(table, this.words);
    this.display.setWords(this.table);
  }

  protected override updated(changed: PropertyValues): void {
    if (!RESTARTING.some((name) => changed.has(name))) return;
    if (this.isConnected) this.begin();
    else this.life.expect();
  }

  protected override render(): TemplateResult {
    const { table, display } = this;
    const figures = display.figures({
      attributes: attributesIn(this.curves),
      view: viewIn(this.view),
      onView: (view) => {
        this.view = view;
      },
    });
    return html`<div class="base" part="base" role="group" lang=${table.language} aria-label=${table.elementLabel}>
      <div class="looking">
        ${display.picture.element} ${this.webcam ? this.renderCamera() : nothing}
      </div>
      <div class="curves">${figures}</div>
      ${display.status}
    </div>`;
  }

  private renderCamera(): TemplateResult {
    const { table, isCameraOn } = this;
    const press = () => {
      if (isCameraOn) this.session.stop((words) => words.cameraOff);
      else void this.session.useCamera();
    };
    return html`<div class="camera">
      <button type="button" class="button main" part="button" data-on=${isCameraOn} @click=${press}>
        ${isCameraOn ? table.stopCamera : table.useCamera}
      </button>
      <p class="reason">${table.cameraReason}</p>
    </div>`;
  }

  /** Does what the attributes ask for, from the start. */
  private begin(): void {
    const { session, src } = this;
    if (session.isCameraOn && this.webcam) void session.useCamera();
    else if (src !== null && src.trim() !== '') void session.lookAt(src);
    else session.stop();
  }

  /** Frees what is held; what there is to see stays. @returns whether something was under way that is to begin anew */
  private rest(): boolean {
    const { session } = this;
    const wasBusy = session.isBusy;
    if (session.isCameraOn) session.stop((words) => words.cameraLeft);
    session.interrupt();
    this.keeper.release();
    return wasBusy;
  }

  private estimator() {
    this.progress = new LoadingProgress();
    const { assets, backend, model } = this;
    return this.keeper.get({ assets, backend, model, attributes: attributesIn(this.curves) });
  }

  private showError(error: FaceCurveError, retry: (() => void) | undefined): void {
    const { code, file } = error;
    this.display.show({ mode: 'message', message: (words) => words.errors[code], file, retry });
    emit(this, 'facecurve-error', { error, recovered: false });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'face-curve': FaceCurveElement;
  }
}
