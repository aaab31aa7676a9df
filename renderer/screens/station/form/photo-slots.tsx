import { CameraOutlined, LoadingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidencePath } from '../../../../bridge/station.ts';
import type { EvidenceItem, PhotoSlotState } from '../../../../forms/engine/types.ts';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { FileChoice } from './file-choice.tsx';
import css from './form.module.css';
import { PhotoVerdict } from './photo-verdict.tsx';
import { isDoubtful, likelyReason, type Replaced } from './retake-reason.ts';
import { useAddPhotos } from './use-add-photos.ts';
import { Viewfinder } from './viewfinder/viewfinder.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Props = {
  readonly order: OpenedOrder;
  readonly slots: readonly PhotoSlotState[];
  readonly mayChange: (key: string) => boolean;
  readonly inRework: (key: string) => boolean;
  readonly showAll: boolean;
};

/** The photo slots of a step, and the one viewfinder that walks through them. */
export function PhotoSlots({ order, slots, mayChange, inRework, showAll }: Props): ReactNode {
  const [shooting, setShooting] = useState<{ readonly slot: string; readonly replaces: Replaced | null } | null>(null);
  const open = slots.filter(({ key }) => mayChange(key));
  return (
    <div className={css.photos}>
      {slots.map((slot) => (
        <div key={slot.key} data-place={`photo:${slot.slot}`}>
          <PhotoSlotCard
            order={order}
            slot={slot}
            disabled={!mayChange(slot.key)}
            rework={inRework(slot.key)}
            showAll={showAll}
            onShoot={(replaces) => setShooting({ slot: slot.slot, replaces })}
          />
        </div>
      ))}
      {shooting ? (
        <Viewfinder
          order={order}
          slots={open}
          start={shooting.slot}
          replaces={shooting.replaces}
          onClose={() => setShooting(null)}
        />
      ) : null}
    </div>
  );
}

type SlotProps = {
  readonly order: OpenedOrder;
  readonly slot: PhotoSlotState;
  readonly disabled: boolean;
  readonly rework: boolean;
  readonly showAll: boolean;
  /** opens the viewfinder at this slot, for a new photo or for one that takes another's place */
  readonly onShoot: (replaces: Replaced | null) => void;
};

/** One photo slot of a step: its photos, the camera, files where allowed, retake and withdraw with a reason. */
function PhotoSlotCard({ order, slot, disabled, rework, showAll, onShoot }: SlotProps): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { view, words } = order;
  const [correcting, setCorrecting] = useState<{ readonly item: EvidenceItem; readonly retake: boolean } | null>(null);
  const adding = useAddPhotos(order, slot.slot);
  const items = view.evidence.filter((item) => item.slot === slot.slot);
  const counting = items.filter((item) => item.withdrawn === null);
  const withdrawn = items.length - counting.length;
  const full = counting.length >= slot.definition.max;
  const missing = slot.required && counting.length === 0;
  const nameOf = () => words.photo(slot.slot);
  const retake = (item: EvidenceItem) => {
    const reasonCode = isDoubtful(item) ? likelyReason(order, item.document.check?.faults ?? []) : null;
    if (reasonCode === null) setCorrecting({ item, retake: true });
    else onShoot({ evidenceId: item.id, reasonCode, note: '' });
  };
  const tail = disabled ? null : (
    <AddPhoto
      slot={slot}
      busy={adding.busy}
      full={full}
      onShoot={() => onShoot(null)}
      onFiles={(files) => void adding.add(files)}
    />
  );
  return (
    <section
      className={css.slot}
      data-missing={missing && showAll}
      data-rework={rework}
      aria-label={nameOf()}
      data-testid={`slot-${slot.key}`}
    >
      <div className={css.slotHead}>
        <h4>{nameOf()}</h4>
        {slot.required ? <ToneTag tone={missing ? 'bad' : 'good'}>{t('station:photo.required')}</ToneTag> : null}
        {withdrawn > 0 ? <ToneTag tone="neutral">{t('station:photo.withdrawn', { n: withdrawn })}</ToneTag> : null}
        <span className={css.slotCount} data-testid={`photo-count-${slot.key}`}>
          {t('station:photo.count', { n: counting.length, max: slot.definition.max })}
        </span>
      </div>
      <PhotoGrid
        items={items}
        src={(item, variant) => evidencePath(item.id, variant)}
        nameOf={nameOf}
        tail={tail}
        actions={(item) => (
          <>
            <PhotoVerdict order={order} item={item} disabled={disabled} />
            {disabled || item.withdrawn ? null : (
              <div className={css.photoActs}>
                <Button
                  size="small"
                  type={isDoubtful(item) ? 'primary' : 'default'}
                  onClick={() => retake(item)}
                  data-testid={`retake-${slot.key}`}
                >
                  {t('station:photo.retake')}
                </Button>
                <Button
                  size="small"
                  type="text"
                  danger
                  onClick={() => setCorrecting({ item, retake: false })}
                  data-testid={`withdraw-${slot.key}`}
                >
                  {t('station:photo.withdraw')}
                </Button>
              </div>
            )}
          </>
        )}
      />
      {/* Below a row of photos it would stand under the bar of actions, and a refused photo would look like one that was taken. */}
      <div className={css.refusal}>
        <ProblemAlert problem={adding.problem} words={words} onClose={adding.forget} sought />
      </div>
      {correcting ? (
        <WithdrawDialog
          order={order}
          item={correcting.item}
          allowFile={slot.definition.allowFile}
          onRetake={
            correcting.retake
              ? (replaced) => {
                  setCorrecting(null);
                  onShoot(replaced);
                }
              : null
          }
          onClose={() => setCorrecting(null)}
        />
      ) : null}
    </section>
  );
}

type AddProps = {
  readonly slot: PhotoSlotState;
  readonly busy: boolean;
  readonly full: boolean;
  readonly onShoot: () => void;
  readonly onFiles: (files: readonly File[]) => void;
};

/** The large way: the viewfinder. The small one, where the slot takes files: the file chooser. */
function AddPhoto({ slot, busy, full, onShoot, onFiles }: AddProps): ReactNode {
  const { t } = useTranslation('station');
  const { data: health } = useCall('device.health', {});
  const noRoom = health?.lowSpace === 'blockPhotos';
  const off = busy || full || noRoom;
  return (
    <>
      <button
        type="button"
        className={css.add}
        disabled={off}
        onClick={onShoot}
        data-testid={`photo-add-${slot.key}`}
        aria-haspopup="dialog"
      >
        {busy ? <LoadingOutlined aria-hidden /> : <CameraOutlined aria-hidden />}
        {t(`photo.${busy ? 'adding' : full ? 'full' : noRoom ? 'noRoom' : 'add'}`)}
      </button>
      {slot.definition.allowFile && !full && !noRoom ? (
        <FileChoice testId={`photo-file-${slot.key}`} disabled={off} multiple onFiles={onFiles} />
      ) : null}
    </>
  );
}
