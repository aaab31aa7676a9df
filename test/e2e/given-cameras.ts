import type { Page } from 'playwright-core';

/** What the page has asked of its cameras since it was loaded. */
export type ToldCameras = {
  /** ids that were asked for by name */
  readonly asked: readonly string[];
  /** ids of the cameras that film now */
  readonly filming: readonly string[];
  /** each turn of the light */
  readonly torch: readonly boolean[];
};

/**
 * Gives the page two cameras before its own code runs: a rear one with a light, a front one without. They film a moving pattern of a canvas; where
 * a track is asked what it is, it answers as a real one.
 * @param ids of the front camera: another one, or null where it is unplugged
 */
export async function giveCameras(
  page: Page,
  { front = 'front' }: { readonly front?: string | null } = {},
): Promise<void> {
  await page.addInitScript((frontId) => {
    const cameras = [
      { deviceId: 'rear', label: 'Rear camera', torch: true },
      ...(frontId === null ? [] : [{ deviceId: frontId, label: 'Front camera', torch: false }]),
    ];
    const told = {
      asked: [] as string[],
      torch: [] as boolean[],
      tracks: [] as { id: string; track: MediaStreamTrack }[],
    };
    Object.defineProperty(window, 'toldCameras', {
      get: () => ({
        asked: told.asked,
        torch: told.torch,
        filming: told.tracks.filter(({ track }) => track.readyState === 'live').map(({ id }) => id),
      }),
    });
    const film = (): MediaStream => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 480;
      const pen = canvas.getContext('2d');
      let n = 0;
      setInterval(() => {
        n += 1;
        if (!pen) return;
        pen.fillStyle = `hsl(${n * 7} 60% 50%)`;
        pen.fillRect(0, 0, 640, 480);
      }, 50);
      return canvas.captureStream(20);
    };
    const media = {
      enumerateDevices: async () =>
        cameras.map(({ deviceId, label }) => ({
          deviceId,
          label,
          kind: 'videoinput',
          groupId: '',
          toJSON: () => ({}),
        })),
      getUserMedia: async ({ video }: { readonly video: { readonly deviceId?: { readonly exact?: string } } }) => {
        const exact = video.deviceId?.exact;
        if (exact !== undefined) told.asked.push(exact);
        const camera = cameras.find(({ deviceId }) => deviceId === (exact ?? 'rear'));
        if (!camera) throw new DOMException('no such camera', 'OverconstrainedError');
        const stream = film();
        const [track] = stream.getVideoTracks();
        if (!track) throw new Error('a canvas gives no track');
        Object.defineProperty(track, 'label', { value: camera.label });
        track.getSettings = () => ({ deviceId: camera.deviceId });
        track.getCapabilities = () => (camera.torch ? { torch: true } : {}) as MediaTrackCapabilities;
        track.applyConstraints = async (wanted) => {
          for (const one of wanted?.advanced ?? [])
            told.torch.push((one as { readonly torch?: boolean }).torch === true);
        };
        told.tracks.push({ id: camera.deviceId, track });
        return stream;
      },
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, get: () => media });
  }, front);
}
