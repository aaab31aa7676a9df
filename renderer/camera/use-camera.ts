import { useCallback, useEffect, useState } from 'react';
import type { CameraTrouble } from './camera-trouble.ts';
import { type ChosenCamera, chosenCamera, findChosen, keepChosenCamera, listCameras } from './chosen-camera.ts';
import { type OpenCamera, openCamera, setTorch, stopCamera } from './open-camera.ts';

export type CameraState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly camera: OpenCamera }
  /** the page is not seen, so nothing is filmed */
  | { readonly kind: 'resting' }
  | { readonly kind: 'trouble'; readonly trouble: CameraTrouble };

export type CameraInUse = {
  readonly state: CameraState;
  readonly cameras: readonly ChosenCamera[];
  readonly choose: (camera: ChosenCamera) => void;
  readonly retry: () => void;
  /** null: the camera has no light */
  readonly torch: { readonly isOn: boolean; readonly turn: () => void } | null;
};

/** A camera while the component stands and the page is seen; every stream that was opened is stopped. */
export function useCamera(): CameraInUse {
  const [state, setState] = useState<CameraState>({ kind: 'opening' });
  const [cameras, setCameras] = useState<readonly ChosenCamera[]>([]);
  const [wanted, setWanted] = useState<ChosenCamera | null>(chosenCamera);
  const [attempt, setAttempt] = useState(0);
  const [isOn, setOn] = useState(false);
  const isSeen = usePageIsSeen();
  const retry = useCallback(() => setAttempt((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is another try at the same camera
  useEffect(() => {
    if (!isSeen) {
      setState({ kind: 'resting' });
      return;
    }
    const media = mediaOfPage();
    let isOver = false;
    let opened: OpenCamera | null = null;
    setState({ kind: 'opening' });
    setOn(false);
    void (async () => {
      const answer = await openCamera(media, wanted?.deviceId ?? null);
      // The permission may be given after the viewfinder was closed: nobody would stop that stream.
      if (isOver) {
        if (answer.ok) stopCamera(answer.camera);
        return;
      }
      if (answer.ok) {
        opened = answer.camera;
        opened.track.addEventListener('ended', () => setState({ kind: 'trouble', trouble: 'lost' }));
        setState({ kind: 'open', camera: opened });
      } else setState({ kind: 'trouble', trouble: answer.trouble });
      const found = await listCameras(media);
      if (isOver) return;
      setCameras(found);
      const renamed = findChosen(found, wanted);
      if (renamed && renamed.deviceId !== wanted?.deviceId) setWanted(renamed);
    })();
    return () => {
      isOver = true;
      if (opened) stopCamera(opened);
    };
  }, [wanted, attempt, isSeen]);

  const trouble = state.kind === 'trouble';
  useEffect(() => {
    if (!trouble) return;
    const media = mediaOfPage();
    media?.addEventListener('devicechange', retry);
    let status: PermissionStatus | null = null;
    let isOver = false;
    // `camera` is missing in TypeScript's list of permission names.
    void navigator.permissions?.query({ name: 'camera' as PermissionName }).then(
      (found) => {
        if (isOver) return;
        status = found;
        found.addEventListener('change', retry);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      media?.removeEventListener('devicechange', retry);
      status?.removeEventListener('change', retry);
    };
  }, [trouble, retry]);

  const camera = state.kind === 'open' ? state.camera : null;
  const turn = () => {
    if (camera) void setTorch(camera.track, !isOn).then((done) => done && setOn(!isOn));
  };
  return {
    state,
    cameras,
    choose: (chosen) => {
      keepChosenCamera(chosen);
      setWanted(chosen);
    },
    retry,
    torch: camera?.hasTorch === true ? { isOn, turn } : null,
  };
}

/** Undefined where the address is not secure: browsers then leave it out. */
const mediaOfPage = (): MediaDevices | undefined =>
  (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;

function usePageIsSeen(): boolean {
  const [isSeen, setSeen] = useState(document.visibilityState !== 'hidden');
  useEffect(() => {
    const look = () => setSeen(document.visibilityState !== 'hidden');
    const leave = () => setSeen(false);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', look);
    };
  }, []);
  return isSeen;
}
