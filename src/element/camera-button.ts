import { html, type TemplateResult } from 'lit';
import type { Words } from '../languages/index.ts';
import type { Session } from '../session/index.ts';

/** The button that starts or stops the session's camera, with what happens to its pictures. */
export function cameraButton(words: Words, session: Session, onStart: () => void): TemplateResult {
  const isOn = session.camera !== null;
  const onPress = () => (isOn ? session.stop('stopped') : onStart());
  return html`<div class="camera">
    <button type="button" class="button button-main" part="button" data-on=${isOn} @click=${onPress}>
      ${isOn ? words.stopCamera : words.useCamera}
    </button>
    <p class="reason">${words.cameraReason}</p>
  </div>`;
}
