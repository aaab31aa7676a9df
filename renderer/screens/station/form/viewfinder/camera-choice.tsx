import { CheckOutlined, SwapOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenCamera } from '../../../../camera/chosen-camera.ts';
import css from './viewfinder.module.css';

type Props = {
  readonly cameras: readonly ChosenCamera[];
  readonly usedId: string | null;
  readonly onChoose: (camera: ChosenCamera) => void;
};

/** Front and back: the other one at a press. Of more than two one is chosen by its name. The choice is kept on the device. */
export function CameraChoice({ cameras, usedId, onChoose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const [open, setOpen] = useState(false);
  if (cameras.length < 2) return null;
  const other = cameras.find(({ deviceId }) => deviceId !== usedId);
  const press = () => {
    if (cameras.length > 2) setOpen(!open);
    else if (other) onChoose(other);
  };
  return (
    <>
      <button
        type="button"
        className={css.round}
        onClick={press}
        aria-label={t('camera.other')}
        title={t('camera.other')}
        {...(cameras.length > 2 ? { 'aria-expanded': open } : {})}
        data-testid="camera-other"
      >
        <SwapOutlined aria-hidden />
      </button>
      {open ? (
        <div className={css.cameras} role="radiogroup" aria-label={t('camera.other')} data-testid="camera-list">
          {cameras.map((camera, i) => (
            <label key={camera.deviceId} className={css.cameraName}>
              <input
                type="radio"
                name="camera"
                className="visually-hidden"
                checked={camera.deviceId === usedId}
                onChange={() => {
                  setOpen(false);
                  onChoose(camera);
                }}
                data-testid={`camera-${i}`}
              />
              {camera.deviceId === usedId ? <CheckOutlined aria-hidden /> : null}
              {camera.label === '' ? t('camera.unnamed', { n: i + 1 }) : camera.label}
            </label>
          ))}
        </div>
      ) : null}
    </>
  );
}
