import { CameraOutlined, FolderOpenOutlined, LoadingOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidencePath } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem, PhotoSlotState } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { recentFix } from '../../../form/fields/locate.ts';
import { useCall, useStation } from '../../../hooks/station-context.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import css from './form.module.css';
import { PhotoVerdict } from './photo-verdict.tsx';
import { readPhoto } from './read-photo.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type SlotProps = {
  readonly order: OpenedOrder;
  readonly slot: PhotoSlotState;
  readonly disabled: boolean;
  readonly rework: boolean;
  readonly showAll: boolean;
};

/** One photo slot of a step: its photos, the camera, files where allowed, retake and withdraw with a reason. */
export function PhotoSlotCard({ order, slot, disabled, rework, showAll }: SlotProps): ReactNode {
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
  const tail = disabled ? null : <AddPhoto slot={slot} busy={adding.busy} full={full} onFiles={adding.add} />;
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
                  onClick={() => setCorrecting({ item, retake: true })}
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
          retake={correcting.retake}
          onClose={() => setCorrecting(null)}
        />
      ) : null}
    </section>
  );
}

const isDoubtful = ({ document, kept }: EvidenceItem): boolean =>
  kept === undefined && (document.check?.faults.length ?? 0) > 0;

type AddProps = {
  readonly slot: PhotoSlotState;
  readonly busy: boolean;
  readonly full: boolean;
  readonly onFiles: (files: readonly File[], wanted: 'live' | 'file') => Promise<void>;
};

function AddPhoto({ slot, busy, full, onFiles }: AddProps): ReactNode {
  const { t } = useTranslation('station');
  const { data: health } = useCall('device.health', {});
  const noRoom = health?.lowSpace === 'blockPhotos';
  const off = busy || full || noRoom;
  const id = useId();
  const input = (wanted: 'live' | 'file') => (
    <input
      id={`${id}-${wanted}`}
      type="file"
      accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
      disabled={off}
      multiple={wanted === 'file'}
      data-testid={wanted === 'live' ? `photo-add-${slot.key}` : `photo-file-${slot.key}`}
      aria-label={wanted === 'live' ? t('photo.add') : t('photo.file')}
      {...(wanted === 'live' ? { capture: 'environment' as const } : {})}
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        event.target.value = '';
        void onFiles(files, wanted);
      }}
    />
  );
  return (
    <>
      <label htmlFor={`${id}-live`} className={css.add} data-disabled={off}>
        {input('live')}
        {busy ? <LoadingOutlined aria-hidden /> : <CameraOutlined aria-hidden />}
        {t(`photo.${busy ? 'adding' : full ? 'full' : noRoom ? 'noRoom' : 'add'}`)}
      </label>
      {slot.definition.allowFile && !full && !noRoom ? (
        <label htmlFor={`${id}-file`} className={css.fileAdd}>
          {input('file')}
          <FolderOpenOutlined aria-hidden /> {t('photo.file')}
        </label>
      ) : null}
    </>
  );
}

/** Adds photos one after the other; each is answered only when it is flushed to the disk. */
function useAddPhotos({ view }: OpenedOrder, slot: string) {
  const station = useStation();
  const { message } = App.useApp();
  const { t } = useTranslation('station');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = async (files: readonly File[], wanted: 'live' | 'file') => {
    setBusy(true);
    setProblem(null);
    for (const file of files) {
      const photo = await readPhoto(file, wanted, Date.now());
      const position = recentFix(Date.now());
      const answer = await station.call('evidence.add', {
        orderId: view.orderId,
        slot,
        ...photo,
        ...(position ? { position } : {}),
        requestKey: newRequestKey(),
      });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      if (answer.value.faults.length > 0) void message.warning(t('photo.addedFaulty'));
      else void message.success(t('photo.added'));
    }
    setBusy(false);
  };
  return { add, busy, problem, forget: () => setProblem(null) };
}
