import { Alert, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncItem } from '../../../../bridge/sync-state.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { useAct } from '../../../hooks/station-context.ts';
import { readText, useKept } from '../../../hooks/use-kept.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { WhyField } from '../dialogs/why-field.tsx';

type Props = {
  /** one item, or all that is left of a former order */
  readonly what: { readonly item: SyncItem } | { readonly orderId: string };
  readonly onClose: () => void;
};

/** Takes an item, or all of a former order, out of the queue for good: first why, then a second word. The office reads the reason. */
export function DiscardDialog({ what, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  const discard = useAct('sync.discard');
  const discardOrder = useAct('sync.discardOrder');
  const about = 'item' in what ? what.item.id : what.orderId;
  const { value: reason, set: setReason, forget } = useKept(`discard.${about}`, '', readText);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = () => {
    forget();
    onClose();
  };
  const confirm = async () => {
    const said = { reason: reason.trim(), confirmed: true } as const;
    const answer =
      'item' in what
        ? await discard.act({ id: what.item.id, ...said })
        : await discardOrder.act({ orderId: what.orderId, ...said });
    if (answer.ok) close();
    else setProblem(answer.problem);
  };
  return (
    <DialogFrame
      title={t('item' in what ? 'sync.discardTitle' : 'sync.former.discardTitle')}
      onClose={close}
      problem={problem}
      confirm={{
        text: t('sync.discard'),
        act: () => void confirm(),
        testId: 'confirm-discard',
        missing:
          reason.trim() === ''
            ? [{ place: 'why', label: t('sync.discardWhy') }]
            : sure
              ? []
              : [{ place: 'sure', label: t('sync.discardSure') }],
        busy: discard.busy || discardOrder.busy,
        danger: true,
      }}
    >
      <Alert type="warning" showIcon title={t(warningOf(what))} />
      <WhyField
        label={t('sync.discardWhy')}
        value={reason}
        onChange={(why) => {
          setReason(why);
          setSure(false);
        }}
        testId="discard-reason"
      />
      <div data-place="sure">
        <Checkbox
          checked={sure}
          disabled={reason.trim() === ''}
          onChange={(event) => setSure(event.target.checked)}
          data-testid="discard-sure"
        >
          {t('sync.discardSure')}
        </Checkbox>
      </div>
    </DialogFrame>
  );
}

function warningOf(what: Props['what']) {
  if (!('item' in what)) return 'sync.former.discardAll';
  const isFile = what.item.kind === 'bytes' || what.item.kind === 'thumbnail';
  return isFile ? 'sync.discardFile' : 'sync.discardRecord';
}
