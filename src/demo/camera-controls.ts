import { type Camera, type CameraDevice, type CameraFacing, listCameras } from '../index.ts';
import type { ToolWords } from '../languages/index.ts';
import { htmlElement, setAttributes, svgElement } from '../view/index.ts';

export interface CameraControlsOptions {
  readonly words: ToolWords['camera'];
  readonly onChoose: (deviceId: string) => void;
  readonly onMirror: (mirrored: boolean) => void;
  /** The shutter was pressed. */
  readonly onStill: () => void;
}

/** Two triangles on either side of a mirror. */
const MIRROR_ICON = 'M12 3v18M9 7.5 3.5 16.5H9ZM15 7.5l5.5 9H15Z';
/** Two arrows in a circle. */
const SWITCH_ICON = 'M4 11a8 8 0 0 1 14.3-4L20 9M20 4v5h-5M20 13a8 8 0 0 1-14.3 4L4 15M4 20v-5h5';

/** The controls over the running camera's video: that it is on, which camera it is, whether it is mirrored, and a shutter. */
export class CameraControls {
  readonly element: HTMLElement;
  private readonly options: CameraControlsOptions;
  private readonly picker: HTMLSelectElement;
  private readonly switchButton: HTMLButtonElement;
  private readonly mirrorButton: HTMLButtonElement;
  private readonly stillButton: HTMLButtonElement;
  private camera: Camera | null = null;
  private isMirrored = false;
  private devices: readonly CameraDevice[] = [];
  /** The control with which the user changed the camera; it gets the focus back when the next camera runs. */
  private lastUsed: HTMLElement | null = null;

  constructor(options: CameraControlsOptions) {
    this.options = options;
    const { words } = options;
    this.picker = htmlElement('select', { class: 'camera-picker', 'aria-label': words.which });
    this.switchButton = iconButton(words.switchFacing, SWITCH_ICON);
    this.mirrorButton = iconButton(words.mirrored, MIRROR_ICON);
    this.stillButton = htmlElement('button', {
      type: 'button',
      class: 'camera-shutter',
      'aria-label': words.still,
      title: words.still,
      'aria-keyshortcuts': 'Space',
    });
    this.element = htmlElement(
      'div',
      { class: 'camera-controls', role: 'group', 'aria-label': words.controls, hidden: true },
      htmlElement('p', { class: 'camera-live' }, htmlElement('span', { class: 'camera-light' }), words.isOn),
      this.picker,
      this.switchButton,
      this.mirrorButton,
      this.stillButton,
    );
    this.listen();
  }

  /** @param camera the one that runs; null where none does */
  async show(camera: Camera | null, isMirrored: boolean): Promise<void> {
    this.isMirrored = isMirrored;
    setAttributes(this.mirrorButton, { 'aria-pressed': String(isMirrored) });
    if (camera === this.camera) return;
    const { activeElement } = document;
    if (camera === null && activeElement instanceof HTMLElement && this.element.contains(activeElement)) {
      this.lastUsed = activeElement;
    }
    this.camera = camera;
    this.element.hidden = camera === null;
    if (camera === null) return;
    await this.listDevices();
    if (document.activeElement === document.body) this.lastUsed?.focus({ preventScroll: true });
    this.lastUsed = null;
  }

  private listen(): void {
    const { picker, switchButton, mirrorButton, stillButton, options } = this;
    picker.addEventListener('change', () => options.onChoose(picker.value));
    switchButton.addEventListener('click', () => {
      const other = this.deviceFacing(otherFacing(this.camera?.facing ?? 'user'));
      if (other !== undefined) options.onChoose(other.deviceId);
    });
    mirrorButton.addEventListener('click', () => options.onMirror(!this.isMirrored));
    stillButton.addEventListener('click', () => options.onStill());
    // `mediaDevices` is missing on pages that are not served securely.
    navigator.mediaDevices?.addEventListener('devicechange', () => {
      if (this.camera !== null) void this.listDevices();
    });
  }

  private async listDevices(): Promise<void> {
    this.devices = await listCameras();
    const { devices, picker, camera } = this;
    const choices = devices.map(({ deviceId, label }, index) =>
      htmlElement('option', { value: deviceId }, label || this.options.words.numbered(index + 1)),
    );
    picker.replaceChildren(...choices);
    picker.value = camera?.deviceId ?? '';
    const canSwitch = (['user', 'environment'] as const).every((facing) => this.deviceFacing(facing));
    this.switchButton.hidden = !canSwitch;
    // With one camera on each side the switch is enough.
    picker.hidden = devices.length < (canSwitch ? 3 : 2);
  }

  private deviceFacing(facing: CameraFacing): CameraDevice | undefined {
    return this.devices.find((device) => device.facing === facing);
  }
}

function otherFacing(facing: CameraFacing): CameraFacing {
  return facing === 'user' ? 'environment' : 'user';
}

function iconButton(label: string, path: string): HTMLButtonElement {
  const icon = svgElement(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svgElement('path', { d: path }),
  );
  return htmlElement(
    'button',
    { type: 'button', class: 'camera-button', 'aria-label': label, title: label },
    icon,
  );
}
