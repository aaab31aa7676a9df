import { CameraOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { RequiredMark } from '../../../components/required-mark.tsx';
import { useAct } from '../../../hooks/station-context.ts';
import { readText, useKept } from '../../../hooks/use-kept.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import type { OpenedOrder } from '../order/opened-order.ts';
import { ReasonCards } from '../order/reason-cards.tsx';
import { FileChoice } from './file-choice.tsx';
import { likelyReason, type Replaced } from './retake-reason.ts';
import { useAddPhotos } from './use-add-photos.ts';

type Props = {
  readonly order: OpenedOrder;
  readonly item: EvidenceItem;
  /** a new photo takes its place in the same write: this goes to the viewfinder; null: the photo is only taken back */
  readonly onRetake: ((replaced: Replaced) => void) | null;
  /** the new photo may be a file */
  readonly allowFile: boolean;
  readonly onClose: () => void;
};

/** Takes a photo back, with its reason; the photo itself is kept. */
export function WithdrawDialog({ order, item, onRetake, allowFile, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const withdrawing = useAct('evidence.withdraw');
  const adding = useAddPhotos(order, item.slot);
  const [reasonCode, setReason] = useState<string | null>(() =>
    item.kept ? null : likelyReason(order, item.document.check?.faults ?? []),
  );
  const { value: note, set: setNote, forget } = useKept(`withdraw.${item.id}`, '', readText);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestKey] = useState(newRequestKey);
  const { orderId } = order.view;

  const close = () => {
    forget();
    onClose();
  };
  const withdraw = async (code: string) => {
    const answer = await withdrawing.act({ orderId, evidenceId: item.id, reasonCode: code, note, requestKey });
    if (answer.ok) close();
    else setProblem(answer.problem);
  };
  const replaced: Replaced | null = reasonCode === null ? null : { evidenceId: item.id, reasonCode, note };
  const confirm = onRetake
    ? {
        text: t('photo.retake'),
        act: () => {
          forget();
          if (replaced) onRetake(replaced);
        },
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
      title={onRetake ? t('photo.retakeTitle') : t('photo.withdrawTitle')}
      onClose={close}
      problem={problem ?? adding.problem}
      words={order.words}
      isLong
      confirm={{
        ...confirm,
        missing: reasonCode === null ? [{ place: 'reason', label: t('move.reason') }] : [],
        busy: withdrawing.busy || adding.busy,
      }}
    >
      {onRetake ? <p>{t('photo.retakeHint')}</p> : null}
      <h4>
        {t('move.reason')}
        <RequiredMark />
      </h4>
      <ReasonCards order={order} move="evidenceWithdrawn" value={reasonCode} onChange={setReason} />
      <Labelled label={t('move.explain')}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.target.value)}
            autoSize={{ minRows: 2 }}
          />
        )}
      </Labelled>
      {onRetake && allowFile ? (
        <FileChoice
          testId="retake-file"
          disabled={replaced === null || adding.busy}
          onFiles={([file]) => {
            if (file) void adding.add([file], replaced).then((isTaken) => isTaken && close());
          }}
        />
      ) : null}
    </DialogFrame>
  );
}
