import { Alert, Button, Checkbox, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncItem } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import css from '../../../form/form.module.css';
import { useAct } from '../../../hooks/station-context.ts';

type Props = {
  /** one item, or all that is left of a former order */
  readonly what: { readonly item: SyncItem } | { readonly orderId: string };
  readonly onClose: () => void;
};

/** Takes an item, or all of a former order, out of the queue for good: first why, then a second word. The office reads the reason. */
export function DiscardDialog({ what, onClose }: Props): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const discard = useAct('sync.discard');
  const discardOrder = useAct('sync.discardOrder');
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async () => {
    const said = { reason: reason.trim(), confirmed: true } as const;
    const answer =
      'item' in what
        ? await discard.act({ id: what.item.id, ...said })
        : await discardOrder.act({ orderId: what.orderId, ...said });
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <Modal
      open
      centered
      onCancel={onClose}
      title={t('item' in what ? 'station:sync.discardTitle' : 'station:sync.former.discardTitle')}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('words:act.cancel')}
        </Button>,
        <Button
          key="discard"
          type="primary"
          danger
          disabled={reason.trim() === '' || !sure}
          loading={discard.busy || discardOrder.busy}
          onClick={() => void confirm()}
          data-testid="confirm-discard"
        >
          {t('station:sync.discard')}
        </Button>,
      ]}
    >
      <div className={css.form}>
        <Alert type="warning" showIcon title={t(warningOf(what))} />
        <Input.TextArea
          aria-label={t('station:sync.discardWhy')}
          placeholder={t('station:sync.discardWhy')}
          value={reason}
          maxLength={500}
          onChange={(event) => {
            setReason(event.target.value);
            setSure(false);
          }}
          autoSize={{ minRows: 2 }}
          data-testid="discard-reason"
        />
        <Checkbox
          checked={sure}
          disabled={reason.trim() === ''}
          onChange={(event) => setSure(event.target.checked)}
          data-testid="discard-sure"
        >
          {t('station:sync.discardSure')}
        </Checkbox>
        <ProblemAlert problem={problem} />
      </div>
    </Modal>
  );
}

function warningOf(what: Props['what']) {
  if (!('item' in what)) return 'station:sync.former.discardAll';
  const isFile = what.item.kind === 'bytes' || what.item.kind === 'thumbnail';
  return isFile ? 'station:sync.discardFile' : 'station:sync.discardRecord';
}
