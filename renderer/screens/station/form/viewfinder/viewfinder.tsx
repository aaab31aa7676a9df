import {
  BulbFilled,
  BulbOutlined,
  CheckOutlined,
  CloseOutlined,
  PushpinFilled,
  PushpinOutlined,
} from '@ant-design/icons';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoSlotState } from '../../../../../forms/engine/types.ts';
import { useCamera } from '../../../../camera/use-camera.ts';
import { FullSheet } from '../../../../components/full-sheet.tsx';
import { ProblemAlert } from '../../../../components/problem-alert.tsx';
import { useCall } from '../../../../hooks/station-context.ts';
import { useUndisturbed } from '../../../../hooks/use-undisturbed.ts';
import type { OpenedOrder } from '../../order/opened-order.ts';
import { FileChoice } from '../file-choice.tsx';
import type { Replaced } from '../retake-reason.ts';
import { useAddPhotos } from '../use-add-photos.ts';
import { CameraChoice } from './camera-choice.tsx';
import { CameraTroublePanel } from './camera-trouble.tsx';
import { Closing } from './closing.tsx';
import { ShotPanel } from './shot-panel.tsx';
import { SavedStrip, SlotStrip } from './strips.tsx';
import { type Shooting, useShooting } from './use-shooting.ts';
import css from './viewfinder.module.css';

type Props = {
  readonly order: OpenedOrder;
  /** the slots of the step that may be photographed now */
  readonly slots: readonly PhotoSlotState[];
  /** `<stage>.<step>.<slot>` where it opens */
  readonly start: string;
  /** the first shot takes this photo's place */
  readonly replaces: Replaced | null;
  readonly onClose: () => void;
};

/** The camera over the whole window: what it sees, the slots of the step, one large shutter. A good shot goes on by itself (ADR 0027). */
export function Viewfinder({ order, slots, start, replaces, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { data: health } = useCall('device.health', {});
  useUndisturbed();
  const shooting = useShooting({ order, slots, start, replaces });
  const inUse = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [ready, setReady] = useState(false);
  const { phase, current } = shooting;
  const camera = inUse.state.kind === 'open' ? inUse.state.camera : null;

  useEffect(() => {
    setReady(false);
    if (video.current) video.current.srcObject = camera?.stream ?? null;
  }, [camera]);
  const aims = ready && camera !== null && phase.kind === 'aiming';
  useEffect(() => {
    if (aims) shutter.current?.focus();
  }, [aims]);

  if (!current) return null;
  const noRoom = health?.lowSpace === 'blockPhotos';
  const full = current.count >= current.max && shooting.replacing === null;
  const shot = phase.kind === 'aiming' ? null : phase.shot;
  const shoot = () => {
    if (video.current && camera) shooting.shoot(video.current, camera.label);
  };
  return (
    <FullSheet label={t('camera.title')} testId="viewfinder" onClose={onClose} dark>
      {shooting.closes ? <Closing onStay={shooting.stayOpen} onClose={onClose} /> : null}
      <div className={css.finder} data-phase={phase.kind} data-slot={current.key} data-testid="viewfinder-state">
        <div className={css.stage}>
          <video
            ref={video}
            className={css.picture}
            autoPlay
            muted
            playsInline
            aria-label={t('camera.title')}
            data-hidden={camera === null || shot !== null}
            data-testid="viewfinder-video"
            data-ready={ready}
            onLoadedData={() => setReady(true)}
          />
          {shot ? <img className={css.picture} src={shot.picture} alt={t('camera.shot')} data-testid="shot" /> : null}
          <Aim order={order} shooting={shooting} />
          {inUse.state.kind === 'opening' ? (
            <p className={css.opening} role="status">
              {t('camera.opening')}
            </p>
          ) : null}
          {inUse.state.kind === 'trouble' && shot === null ? (
            <CameraTroublePanel
              trouble={inUse.state.trouble}
              onRetry={inUse.retry}
              file={current.allowFile ? <FileInstead order={order} slot={current.slot} off={full || noRoom} /> : null}
            />
          ) : null}
          <ShotPanel order={order} shooting={shooting} />
          {phase.kind === 'aiming' ? <SavedStrip order={order} shooting={shooting} /> : null}
        </div>
        <SlotStrip order={order} shooting={shooting} />
        <div className={css.controls}>
          <button
            type="button"
            className={css.round}
            onClick={onClose}
            aria-label={t('camera.close')}
            title={t('camera.close')}
            data-testid="viewfinder-close"
          >
            <CloseOutlined aria-hidden />
          </button>
          <div className={css.group}>
            {inUse.torch ? (
              <button
                type="button"
                className={css.round}
                aria-pressed={inUse.torch.isOn}
                aria-label={t('camera.torch')}
                title={t('camera.torch')}
                onClick={inUse.torch.turn}
                data-testid="camera-torch"
              >
                {inUse.torch.isOn ? <BulbFilled aria-hidden /> : <BulbOutlined aria-hidden />}
              </button>
            ) : null}
            <CameraChoice cameras={inUse.cameras} usedId={camera?.deviceId ?? null} onChoose={inUse.choose} />
            <button
              type="button"
              className={css.stay}
              aria-pressed={shooting.stays}
              aria-label={t('camera.stayHint')}
              title={t('camera.stayHint')}
              onClick={() => shooting.setStays(!shooting.stays)}
              data-testid="stay-on-slot"
            >
              {shooting.stays ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />} {t('camera.stay')}
            </button>
          </div>
          <button
            ref={shutter}
            type="button"
            className={css.shutter}
            disabled={camera === null || !ready || full || noRoom || shot !== null}
            onClick={shoot}
            aria-label={t('camera.shutter')}
            data-testid="shutter"
          >
            <span aria-hidden />
          </button>
          <p className={css.state} role="status" data-testid="shutter-note">
            {noRoom ? t('photo.noRoom') : full ? t('photo.full') : ''}
          </p>
          <button
            type="button"
            className={css.done}
            data-main={shooting.isComplete}
            onClick={onClose}
            data-testid="viewfinder-done"
          >
            <CheckOutlined aria-hidden /> {t('camera.done')}
          </button>
        </div>
      </div>
    </FullSheet>
  );
}

/** What is to be photographed now. */
function Aim({ order, shooting }: { readonly order: OpenedOrder; readonly shooting: Shooting }): ReactNode {
  const { t } = useTranslation('station');
  const { current, replacing } = shooting;
  if (!current) return null;
  return (
    <h2 className={css.aim} data-testid="aim">
      {order.words.photo(current.slot)}
      <small>
        {replacing ? t('camera.replacing') : t('photo.count', { n: current.count, max: current.max })}
        {current.required && current.count === 0 ? ` · ${t('photo.required')}` : ''}
      </small>
    </h2>
  );
}

function FileInstead({
  order,
  slot,
  off,
}: {
  readonly order: OpenedOrder;
  readonly slot: string;
  readonly off: boolean;
}): ReactNode {
  const adding = useAddPhotos(order, slot);
  return (
    <>
      <FileChoice
        testId="viewfinder-file"
        disabled={off || adding.busy}
        multiple
        onFiles={(files) => void adding.add(files)}
      />
      <ProblemAlert problem={adding.problem} words={order.words} onClose={adding.forget} />
    </>
  );
}
