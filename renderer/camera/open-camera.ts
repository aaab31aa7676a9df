import { type CameraTrouble, troubleOf } from './camera-trouble.ts';

export type OpenCamera = {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly deviceId: string | null;
  readonly label: string;
  readonly hasTorch: boolean;
};

export type Opened =
  | { readonly ok: true; readonly camera: OpenCamera }
  | { readonly ok: false; readonly trouble: CameraTrouble };

/**
 * Pixels asked for; the camera gives the nearest it has. More than the 1600 that a photo travels with (ADR 0016), and no more: a larger stream
 * makes the picture on a slow tablet limp behind the hand.
 */
const wanted = { width: { ideal: 1920 }, height: { ideal: 1440 }, frameRate: { ideal: 24 } } as const;

/**
 * Opens one camera: the named one while it is there, else the one that looks away from the user.
 * @param media the browser's; undefined where the page's address has no right to any
 */
export async function openCamera(media: MediaDevices | undefined, deviceId: string | null): Promise<Opened> {
  if (!media) return { ok: false, trouble: 'insecure' };
  const named = deviceId === null ? null : await ask(media, { ...wanted, deviceId: { exact: deviceId } });
  // A camera that is gone is no reason to show none.
  const opened =
    named === null || (!named.ok && named.trouble === 'none')
      ? await ask(media, { ...wanted, facingMode: { ideal: 'environment' } })
      : named;
  return opened;
}

async function ask(media: MediaDevices, video: MediaTrackConstraints): Promise<Opened> {
  try {
    const stream = await media.getUserMedia({ video, audio: false });
    const [track] = stream.getVideoTracks();
    if (!track) return { ok: false, trouble: 'failed' };
    return {
      ok: true,
      camera: {
        stream,
        track,
        deviceId: track.getSettings().deviceId ?? null,
        label: track.label,
        hasTorch: hasTorch(track),
      },
    };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

/** `torch` is not in TypeScript's DOM: it is of the image-capture specification. */
type TorchCapabilities = { readonly torch?: boolean };

const hasTorch = (track: MediaStreamTrack): boolean => (track.getCapabilities() as TorchCapabilities).torch === true;

/** @returns whether the light does as it was told */
export async function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}

export const stopCamera = ({ stream }: Pick<OpenCamera, 'stream'>): void => {
  for (const track of stream.getTracks()) track.stop();
};
