import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import css from '../../../form/form.module.css';
import { useAct } from '../../../hooks/station-context.ts';
import type { OpenedOrder } from '../order/opened-order.ts';

type Props = { readonly order: OpenedOrder; readonly item: EvidenceItem; readonly onClose: () => void };

/** Why a photo stays although the device found fault with it; the reviewer reads it beside the photo. */
export function KeepDialog({ order, item, onClose }: Props): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const keep = useAct('evidence.keep');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestKey] = useState(newRequestKey);
  const reasons = [t('station:photo.keepReason.cannotRetake'), t('station:photo.keepReason.readable')];
  const confirm = async () => {
    const answer = await keep.act({ orderId: order.view.orderId, evidenceId: item.id, note: note.trim(), requestKey });
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <Modal
      open
      centered
      onCancel={onClose}
      title={t('station:photo.keepTitle')}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('words:act.cancel')}
        </Button>,
        <Button
          key="keep"
          type="primary"
          disabled={note.trim() === ''}
          loading={keep.busy}
          onClick={() => void confirm()}
          data-testid="confirm-keep"
        >
          {t('station:photo.keepConfirm')}
        </Button>,
      ]}
    >
      <div className={css.form}>
        <p>{t('station:photo.keepHint')}</p>
        {reasons.map((reason) => (
          <Button key={reason} block onClick={() => setNote(reason)}>
            {reason}
          </Button>
        ))}
        <Input.TextArea
          aria-label={t('station:photo.keepWhy')}
          placeholder={t('station:photo.keepWhy')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
          autoSize={{ minRows: 2 }}
          data-testid="keep-note"
        />
        <ProblemAlert problem={problem} words={order.words} />
      </div>
    </Modal>
  );
}
