import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { useAct } from '../../../hooks/station-context.ts';
import { readText, useKept } from '../../../hooks/use-kept.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { WhyField } from '../dialogs/why-field.tsx';
import type { OpenedOrder } from '../order/opened-order.ts';

type Props = {
  readonly order: OpenedOrder;
  readonly item: EvidenceItem;
  readonly onClose: () => void;
  /** it stays; `onClose` where nothing else follows */
  readonly onKept?: () => void;
};

/** Why a photo stays although the device found fault with it; the reviewer reads it beside the photo. */
export function KeepDialog({ order, item, onClose, onKept = onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const keep = useAct('evidence.keep');
  const { value: note, set: setNote, forget } = useKept(`keep.${item.id}`, '', readText);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestKey] = useState(newRequestKey);
  const reasons = [t('photo.keepReason.cannotRetake'), t('photo.keepReason.readable')];
  const close = () => {
    forget();
    onClose();
  };
  const confirm = async () => {
    const answer = await keep.act({ orderId: order.view.orderId, evidenceId: item.id, note: note.trim(), requestKey });
    if (answer.ok) {
      forget();
      onKept();
    } else setProblem(answer.problem);
  };
  return (
    <DialogFrame
      title={t('photo.keepTitle')}
      onClose={close}
      problem={problem}
      words={order.words}
      confirm={{
        text: t('photo.keepConfirm'),
        act: () => void confirm(),
        testId: 'confirm-keep',
        missing: note.trim() === '' ? [{ place: 'why', label: t('photo.keepWhy') }] : [],
        busy: keep.busy,
      }}
    >
      <p>{t('photo.keepHint')}</p>
      {reasons.map((reason) => (
        <Button key={reason} block onClick={() => setNote(reason)}>
          {reason}
        </Button>
      ))}
      <WhyField label={t('photo.keepWhy')} value={note} onChange={setNote} testId="keep-note" />
    </DialogFrame>
  );
}
