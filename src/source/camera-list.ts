import { assertBrowser } from '../errors.ts';

/** `user`: faces the person who holds the device; `environment`: faces away from that person. */
export type CameraFacing = 'user' | 'environment';

/** A camera that can be opened by its `deviceId`. */
export interface CameraDevice {
  readonly deviceId: string;
  /** Its name, as the system gives it; may be empty. */
  readonly label: string;
  /** Null where neither the browser nor the label says. */
  readonly facing: CameraFacing | null;
}

/** The cameras of the device. Browsers list cameras only after the user has allowed one: before, the list is empty. */
export async function listCameras(): Promise<CameraDevice[]> {
  assertBrowser();
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map((device) => {
      const { deviceId, label } = device;
      // Firefox has no capabilities of a device that is not open.
      const facings =
        'getCapabilities' in device ? (device as InputDeviceInfo).getCapabilities().facingMode : [];
      return { deviceId, label, facing: asFacing(facings?.[0]) ?? facingInLabel(label) };
    });
}

export function facingOfTrack(track: MediaStreamTrack): CameraFacing | null {
  return asFacing(track.getSettings().facingMode) ?? facingInLabel(track.label);
}

/** Android and iOS name their cameras "camera2 1, facing front" and "Back Camera", the latter in the system's language. */
export function facingInLabel(label: string): CameraFacing | null {
  if (/\b(back|rear|environment)\b|rück/i.test(label)) return 'environment';
  return /\bfront/i.test(label) ? 'user' : null;
}

function asFacing(mode: string | undefined): CameraFacing | null {
  return mode === 'user' || mode === 'environment' ? mode : null;
}
