import { html, type TemplateResult } from 'lit';
import type { Words } from '../languages/index.ts';

interface CameraButton {
  readonly words: Words;
  readonly isOn: boolean;
  readonly onPress: () => void;
}

/** The button that starts or stops the camera, with what happens to its pictures. */
export function cameraButton({ words, isOn, onPress }: CameraButton): TemplateResult {
  return html`<div class="camera">
    <button type="button" class="button button-main" part="button" data-on=${isOn} @click=${onPress}>
      ${isOn ? words.stopCamera : words.useCamera}
    </button>
    <p class="reason">${words.cameraReason}</p>
  </div>`;
}
