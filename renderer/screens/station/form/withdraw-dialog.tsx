import { CameraOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { recentFix } from '../../../form/fields/locate.ts';
import { useStation } from '../../../hooks/station-context.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import type { OpenedOrder } from '../order/opened-order.ts';
import { ReasonCards } from '../order/reason-cards.tsx';
import { readPhoto } from './read-photo.ts';

type Props = {
  readonly order: OpenedOrder;
  readonly item: EvidenceItem /** a new photo takes its place in the same write */;
  readonly retake: boolean;
  readonly onClose: () => void;
};

/** Takes a photo back, with its reason; the photo itself is kept. */
export function WithdrawDialog({ order, item, retake, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const station = useStation();
  const input = useRef<HTMLInputElement>(null);
  const [reasonCode, setReason] = useState<string | null>(() => likelyReason(order, item));
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestKey] = useState(newRequestKey);
  const { orderId } = order.view;

  const finish = async (call: Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: Problem }>) => {
    setBusy(true);
    const answer = await call;
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  const withdraw = (code: string) =>
    finish(station.call('evidence.withdraw', { orderId, evidenceId: item.id, reasonCode: code, note, requestKey }));
  const replace = async (file: File | undefined) => {
    if (!file || !reasonCode) return;
    const position = recentFix(Date.now());
    const photo = await readPhoto(file, 'live', Date.now());
    await finish(
      station.call('evidence.add', {
        orderId,
        slot: item.slot,
        ...photo,
        ...(position ? { position } : {}),
        replaces: { evidenceId: item.id, reasonCode, note },
        requestKey,
      }),
    );
  };
  const confirm = retake
    ? {
        text: t('photo.retake'),
        act: () => input.current?.click(),
        testId: 'confirm-retake',
        icon: <CameraOutlined />,
      }
    : {
        text: t('photo.withdraw'),
        act: () => void (reasonCode && withdraw(reasonCode)),
        testId: 'confirm-withdraw',
        danger: true,
      };
  return (
    <DialogFrame
      title={retake ? t('photo.retakeTitle') : t('photo.withdrawTitle')}
      onClose={onClose}
      problem={problem}
      words={order.words}
      isLong
      confirm={{ ...confirm, missing: reasonCode === null ? [{ place: 'reason', label: t('move.reason') }] : [], busy }}
    >
      {retake ? <p>{t('photo.retakeHint')}</p> : null}
      <ReasonCards order={order} move="evidenceWithdrawn" value={reasonCode} onChange={setReason} />
      <Input.TextArea
        aria-label={t('move.explain')}
        placeholder={t('move.explain')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        autoSize={{ minRows: 2 }}
      />
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
        capture="environment"
        data-testid="retake-input"
        onChange={(event) => void replace(event.target.files?.[0])}
      />
    </DialogFrame>
  );
}

/** What the device found is what most retakes are for; chosen already, so that a glove presses once less. */
function likelyReason({ definition }: OpenedOrder, { document, kept }: EvidenceItem): string | null {
  const faults = kept ? [] : (document.check?.faults ?? []);
  const wanted = faults.includes('blurred') ? 'blurred' : faults.includes('resembles') ? 'duplicate' : null;
  return definition.reasons.evidenceWithdrawn?.find(({ code }) => code === wanted)?.code ?? null;
}
