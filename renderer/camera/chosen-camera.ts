/** The camera that somebody chose on this device. The id may change when a permission is given anew; then its name finds it. */
export type ChosenCamera = { readonly deviceId: string; readonly label: string };

const storageKey = 'linework.camera';

export function chosenCamera(): ChosenCamera | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { deviceId, label } = value as { readonly deviceId?: unknown; readonly label?: unknown };
    return typeof deviceId === 'string' && typeof label === 'string' ? { deviceId, label } : null;
  } catch {
    return null;
  }
}

export function keepChosenCamera(camera: ChosenCamera): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(camera));
  } catch {
    // Nothing can be stored here: the choice holds while the page stands.
  }
}

/** The cameras of this device; their names are known once one of them may be used. */
export async function listCameras(media: MediaDevices | undefined): Promise<readonly ChosenCamera[]> {
  const devices = (await media?.enumerateDevices().catch(() => [])) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/** The chosen camera among those that are there: by its id, else by its name; null: it is gone, or none was chosen. */
export const findChosen = (cameras: readonly ChosenCamera[], chosen: ChosenCamera | null): ChosenCamera | null =>
  chosen === null
    ? null
    : (cameras.find(({ deviceId }) => deviceId === chosen.deviceId) ??
      cameras.find(({ label }) => label !== '' && label === chosen.label) ??
      null);
