import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { languageOf, type OwnWords, type Words, withOwnWords, wordsFor } from '../languages/index.ts';
import { PageLife, Session } from '../session/index.ts';
import type { BackendChoice, ModelName } from '../types.ts';
import type { CurveView } from '../view/index.ts';
import { Display } from './display.ts';
import { emit } from './events.ts';
import { loadLibrary } from './library.ts';
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

  private readonly display: Display;
  private readonly session: Session;
  private readonly life: PageLife;
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
    this.table = wordsFor('en');
    this.display = new Display({
      words: this.table,
      onSelect: (index) => this.session.screen.select(index),
      onChange: () => this.requestUpdate(),
    });
    this.session = this.createSession();
    this.life = new PageLife({
      onHidden: () => this.session.leaveCamera(),
      onGone: () => this.session.rest(),
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
    this.life.disconnect(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const table = wordsFor(languageOf(this));
    if (table.language === this.table.language && !changed.has('words')) return;
    this.table = this.words === null ? table : withOwnWords(table, this.words);
    this.display.setWords(this.table);
    this.display.drawPicture(this.session.screen);
  }

  protected override updated(changed: PropertyValues): void {
    if (!RESTARTING.some((name) => changed.has(name))) return;
    if (this.isConnected) this.begin();
    else this.life.expect();
  }

  protected override render(): TemplateResult {
    const { table, display } = this;
    const figures = display.figures(this.session.screen, {
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
    const { table, session } = this;
    const isOn = session.camera !== null;
    const press = () => {
      if (isOn) session.stop('stopped');
      else void session.useCamera();
    };
    return html`<div class="camera">
      <button type="button" class="button button-main" part="button" data-on=${isOn} @click=${press}>
        ${isOn ? table.stopCamera : table.useCamera}
      </button>
      <p class="reason">${table.cameraReason}</p>
    </div>`;
  }

  /** Does what the attributes ask for, from the start. */
  private begin(): void {
    const { session, src } = this;
    if (session.camera !== null && this.webcam) void session.useCamera();
    else if (src !== null && src.trim() !== '') void session.openPicture(src);
    else session.stop();
  }

  private createSession(): Session {
    const { display } = this;
    return new Session({
      stage: display.picture.stage,
      announcer: display.announcer,
      words: () => this.table,
      library: loadLibrary,
      settings: () => ({
        ...(this.assets === null ? {} : { assets: this.assets }),
        backend: this.backend,
        model: this.model,
        attributes: attributesIn(this.curves),
      }),
      estimating: () => ({ explain: this.explain, interval: Math.max(0, this.interval || 0) }),
      draw: () => {
        display.drawPicture(this.session.screen);
        this.requestUpdate();
      },
      onProgress: (progress) => emit(this, 'facecurve-progress', progress),
      onReady: (info) => emit(this, 'facecurve-ready', { info }),
      onRecovered: (error) => emit(this, 'facecurve-error', { error, recovered: true }),
      onResult: (update, source) => emit(this, 'facecurve-result', { ...update, source }),
      onError: (error) => emit(this, 'facecurve-error', { error, recovered: false }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'face-curve': FaceCurveElement;
  }
}
