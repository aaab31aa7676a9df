import { Alert, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncItem } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { useAct } from '../../../hooks/station-context.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { WhyField } from '../dialogs/why-field.tsx';

type Props = { readonly item: SyncItem; readonly onClose: () => void };

/** Takes an item out of the queue for good: first why, then a second word. The office reads the reason. */
export function DiscardDialog({ item, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const discard = useAct('sync.discard');
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isFile = item.kind === 'bytes' || item.kind === 'thumbnail';
  const confirm = async () => {
    const answer = await discard.act({ id: item.id, reason: reason.trim(), confirmed: true });
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <DialogFrame
      title={t('sync.discardTitle')}
      onClose={onClose}
      problem={problem}
      confirm={{
        text: t('sync.discard'),
        act: () => void confirm(),
        testId: 'confirm-discard',
        isReady: reason.trim() !== '' && sure,
        busy: discard.busy,
        danger: true,
      }}
    >
      <Alert type="warning" showIcon title={t(isFile ? 'sync.discardFile' : 'sync.discardRecord')} />
      <WhyField
        label={t('sync.discardWhy')}
        value={reason}
        onChange={(why) => {
          setReason(why);
          setSure(false);
        }}
        testId="discard-reason"
      />
      <Checkbox
        checked={sure}
        disabled={reason.trim() === ''}
        onChange={(event) => setSure(event.target.checked)}
        data-testid="discard-sure"
      >
        {t('sync.discardSure')}
      </Checkbox>
    </DialogFrame>
  );
}
