import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { toFaceCurveError } from '../errors.ts';
import type { CameraFacing, ImageSource } from '../index.ts';
import { englishWords, type OwnWords, type Words, withOwnWords, wordsAround } from '../languages/index.ts';
import { PageLife, Session } from '../session/index.ts';
import type { BackendChoice, DetectorChoice, ModelName } from '../types.ts';
import { type CurveView, NearWatch } from '../view/index.ts';
import { cameraButton } from './camera-button.ts';
import { Display } from './display.ts';
import { eventsOf } from './events.ts';
import { loadLibrary } from './library.ts';
import { needsRestart } from './restarting.ts';
import { attributesIn, estimatorSettings, facingIn, isGiven, isLazy, isVideo, viewIn } from './settings.ts';
import { adoptSheet, styles } from './styles.ts';

/**
 * Shows a picture, a video or the camera, and how old its faces look as curves.
 *
 * @element face-curve
 * @fires facecurve-ready - The network is loaded; `detail.info` says where it runs.
 * @fires facecurve-progress - A part of a file was loaded; `detail` says how much.
 * @fires facecurve-result - The faces of the picture, or of the newest frame of camera or video, were estimated.
 * @fires facecurve-error - Something failed; `detail.recovered` is true if the element continued by itself.
 * @slot empty - Replaces the invitation that is shown while there is no picture.
 * @csspart base - The whole element.
 * @csspart stage - The area that holds picture or video.
 * @csspart picture - The picture.
 * @csspart video - The video; the front camera's as in a mirror.
 * @csspart marks - The layer over the picture that marks the faces.
 * @csspart explanation - The map of where the network looks, over the picture.
 * @csspart tag - The short text on the picture.
 * @csspart button - The buttons.
 * @csspart figure - A curve with its words, or a message. Each figure is also one of the next three parts.
 * @csspart age - The figure of the ages.
 * @csspart votes - The figure of the votes.
 * @csspart message - The figure that holds a message in place of a curve.
 * @csspart number - The large number of a figure.
 * @csspart sentence - The sentence next to the number, or the text of a message.
 * @csspart plot - The plot of a curve.
 * @csspart key - The legend of the bars' strengths.
 * @csspart view-switch - The control that switches between the views.
 * @csspart message-title - The title of a message.
 * @csspart progress - The progress bar while files are loaded or a picture is estimated.
 * @csspart status - The announcements for screen readers; invisible.
 * @cssproperty --facecurve-background - Background of the element.
 * @cssproperty --facecurve-ink - Colour of text.
 * @cssproperty --facecurve-soft - Colour of secondary text.
 * @cssproperty --facecurve-hairline - Colour of thin lines.
 * @cssproperty --facecurve-edge - Colour of the borders of controls.
 * @cssproperty --facecurve-mat - Background behind the picture.
 * @cssproperty --facecurve-age - Colour of the age curve.
 * @cssproperty --facecurve-votes - Colour of the curve of votes.
 * @cssproperty --facecurve-radius - Radius of the corners.
 * @cssproperty --facecurve-serif - Font of numbers and sentences.
 * @cssproperty --facecurve-sans - Font of everything else.
 */
export class FaceCurveElement extends LitElement {
  static override readonly styles = styles;

  static override readonly properties = {
    src: { reflect: true, useDefault: true },
    // The same canvas again may have other pixels.
    picture: { attribute: false, hasChanged: (now: unknown, before: unknown) => (now ?? before) != null },
    loading: { reflect: true, useDefault: true },
    webcam: { type: Boolean, reflect: true },
    facing: { reflect: true, useDefault: true },
    curves: { reflect: true, useDefault: true },
    attributes: { noAccessor: true },
    view: { reflect: true, useDefault: true },
    interval: { type: Number, reflect: true, useDefault: true },
    backend: { reflect: true, useDefault: true },
    detector: { reflect: true, useDefault: true },
    model: { reflect: true, useDefault: true },
    assets: { reflect: true, useDefault: true },
    explain: { type: Boolean, reflect: true },
    notice: { type: Boolean, reflect: true },
    words: { attribute: false },
    language: { attribute: 'lang' },
  };

  /** Address of the picture. */
  declare src: string | null;
  /**
   * A picture in place of `src`: an address, `File`, `Blob`, image, canvas, `VideoFrame`, or the like. A video's file or a
   * `MediaStream` is played, and each face is followed. What has pixels must keep them until the result. Setting the same
   * picture again estimates again.
   */
  declare picture: ImageSource | MediaStream | null;
  /**
   * When the picture is loaded: `eager` at once, `lazy` when the element comes within a screen of what is visible. Until then
   * nothing is loaded, no model either.
   */
  declare loading: 'eager' | 'lazy';
  /** Shows a button for the camera. The camera starts only when the button is pressed. */
  declare webcam: boolean;
  /** Which camera is preferred: `user`, the front one, or `environment`, the back one. Unknown values fall back to `user`. */
  declare facing: CameraFacing;
  /** What to estimate: `age`, `attractiveness` or both, separated by a space. */
  declare curves: string;
  /**
   * How the age curve is drawn: one bar per year, how likely the face looks older than each age, or as 50 dots, each one face in fifty
   * with this curve. What draws dots is loaded with them. Unknown values fall back to `histogram`.
   */
  declare view: CurveView;
  /** Minimum milliseconds between the starts of two estimates of the camera. */
  declare interval: number;
  /** Where the network is computed; `auto` takes the first backend that runs on hardware and reproduces the golden vectors. */
  declare backend: BackendChoice;
  /** What finds the faces: MediaPipe, or its network as a graph, which is smaller and needs no WebGL; `auto` takes MediaPipe where it runs. */
  declare detector: DetectorChoice;
  /** Which weights to use. `open` weights were learned from openly licensed pictures alone and know ages only. */
  declare model: ModelName;
  /** Address of the folder that holds the assets; null for the files next to the script. */
  declare assets: string | null;
  /** Shows where the network looks, over the picture. */
  declare explain: boolean;
  /**
   * Shows a short notice before the first curve, with a button: what is computed, that no picture leaves the device, and that it is no age
   * check. Once read on a device, it does not come again.
   */
  declare notice: boolean;
  /** Custom texts that replace the built-in ones. */
  declare words: OwnWords | null;
  /** Language of the texts, `en` or `de`; without it that of the page around the element. */
  declare private language: string | null;

  private readonly reports = eventsOf(this);
  private readonly display: Display;
  private readonly session: Session;
  private readonly life: PageLife;
  private readonly near = new NearWatch(this, () => this.openPicture());
  private spoken: Words = englishWords;
  private table: Words = englishWords;

  constructor() {
    super();
    this.src = null;
    this.picture = null;
    this.loading = 'eager';
    this.webcam = false;
    this.facing = 'user';
    this.curves = 'age';
    this.view = 'histogram';
    this.interval = 0;
    this.backend = 'auto';
    this.detector = 'auto';
    this.model = 'default';
    this.assets = null;
    this.explain = false;
    this.notice = false;
    this.words = null;
    this.display = new Display({
      words: this.table,
      onSelect: (index) => this.session.screen.select(index),
      onChange: () => this.requestUpdate(),
      // The histogram stands in for what could not be loaded.
      onError: (error) => this.reports.onRecovered(toFaceCurveError(error)),
    });
    this.session = this.createSession();
    this.life = new PageLife({
      onHidden: () => this.session.leaveCamera(),
      onGone: () => [this.near.end(), this.session.rest()].includes(true),
      onBack: () => this.begin(),
    });
  }

  /**
   * Old name of `curves`, which still works. Read as a property, it is the DOM's list of attributes.
   *
   * @type {string | null}
   */
  override get attributes(): NamedNodeMap {
    return super.attributes;
  }

  override set attributes(list: string | null) {
    this.curves = list ?? 'age';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The new surroundings may have another language.
    this.requestUpdate();
    this.life.connect(this.ownerDocument);
    // Another window does not tell the observer of this one.
    if (this.near.isWaiting) this.near.begin();
  }

  adoptedCallback(): void {
    adoptSheet(this);
    this.display.measure();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    adoptSheet(this);
    return root;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.life.disconnect(this);
  }

  /** Nothing is drawn before the language of the page is there, so that no other language shows for a moment. */
  protected override async scheduleUpdate(): Promise<void> {
    this.spoken = await wordsAround(this);
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const table = this.spoken;
    if (table.language === this.table.language && !changed.has('words')) return;
    this.table = this.words == null ? table : withOwnWords(table, this.words);
    this.display.setWords(this.table);
    this.drawPicture();
  }

  protected override updated(changed: PropertyValues): void {
    this.display.focusNotice(this.renderRoot);
    const isReleased = changed.has('loading') && this.near.isWaiting;
    const isOtherCamera = changed.has('facing') && this.session.camera !== null;
    if (!isReleased && !isOtherCamera && !needsRestart(changed)) return;
    if (this.isConnected) this.begin();
    else this.life.expect();
  }

  protected override render(): TemplateResult {
    const { table, display, session } = this;
    const figures = display.figures(session.screen, {
      attributes: attributesIn(this.curves),
      view: viewIn(this.view),
      onView: (view) => {
        this.view = view;
      },
      onReadNotice: () => session.readNotice(),
    });
    return html`<div class="base" part="base" role="group" lang=${table.language} aria-label=${table.elementLabel}>
      <div class="picture-side">
        ${display.picture.element} ${this.webcam ? cameraButton(table, session, () => this.useCamera()) : nothing}
      </div>
      <div class="curves">${figures}</div>
      ${display.status}
    </div>`;
  }

  /** Starts what the attributes ask for. */
  private begin(): void {
    this.near.end();
    if (this.session.camera !== null && this.webcam) this.useCamera();
    else if (isLazy(this.loading) && isGiven(this.given)) {
      this.session.stop();
      this.near.begin();
    } else this.openPicture();
  }

  private get given(): ImageSource | MediaStream {
    return this.picture ?? this.src ?? '';
  }

  private openPicture(): void {
    const { session, given } = this;
    if (isVideo(given)) void session.openVideo(given);
    else if (isGiven(given)) void session.openPicture(given);
    else session.stop();
  }

  private useCamera(): void {
    this.near.end();
    void this.session.useCamera({ facing: facingIn(this.facing) });
  }

  private drawPicture(): void {
    this.display.drawPicture(this.session.screen, this.session.camera !== null);
  }

  private createSession(): Session {
    const { display } = this;
    return new Session({
      stage: display.picture.stage,
      announcer: display.announcer,
      words: () => this.table,
      library: loadLibrary,
      settings: () => estimatorSettings(this),
      withNotice: () => this.notice,
      estimating: () => ({ explain: this.explain, interval: Math.max(0, this.interval || 0) }),
      draw: () => {
        this.drawPicture();
        this.requestUpdate();
      },
      ...this.reports,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'face-curve': FaceCurveElement;
  }
}
