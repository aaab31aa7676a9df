import { Alert, App, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../hooks/use-now.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** Somebody asked to cancel: the office grants it with a reason, or refuses with a word on why. */
export function DecideCancelDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const now = useNow();
  const cancel = useOfficeMove('workOrder.cancel');
  const refuse = useOfficeMove('workOrder.refuseCancel');
  const [grants, setGrants] = useState<boolean | null>(null);
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const asked = order.view.fold.history.findLast(
    ({ event, applied }) => applied && event.kind === 'cancelAsked',
  )?.event;
  const { orderId } = dialog;

  const submit = async () => {
    const said = note.trim();
    const answer = grants
      ? await cancel.make({ orderId, reasonCode, note: said, requestKey })
      : await refuse.make({ orderId, note: said, requestKey });
    if (answer === null) return;
    void message.success(t(grants ? 'dialog.cancel.done' : 'dialog.decideCancel.refused'));
    close();
  };
  const missing = [
    ...(grants === null ? [{ place: 'decision', label: t('refused.decision') }] : []),
    ...(grants === true && reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []),
    ...(grants === false && note.trim() === '' ? [{ place: 'note', label: t('dialog.noteLabel') }] : []),
  ];

  return (
    <DialogFrame
      title={`${t('dialog.decideCancel.title')} ${order.view.number}`}
      submitText={t('dialog.decideCancel.submit')}
      submit={submit}
      close={close}
      busy={cancel.busy || refuse.busy}
      problem={grants ? cancel.problem : refuse.problem}
      words={words}
      danger={grants === true}
      missing={missing}
      touched={grants !== null}
    >
      {asked?.kind === 'cancelAsked' && (
        <Alert
          type="warning"
          showIcon
          title={t('dialog.decideCancel.asked', {
            name: order.people[asked.createdBy] ?? asked.createdBy,
            time: shortTime(asked.time.at, now),
          })}
          description={`${words.reason('cancelAsked', asked.payload.reasonCode)}${asked.payload.note === '' ? '' : ` · ${asked.payload.note}`}`}
        />
      )}
      <Radio.Group
        data-place="decision"
        className="console-reasons"
        aria-label={t('dialog.decideCancel.title')}
        value={grants}
        onChange={(event) => setGrants(Boolean(event.target.value))}
      >
        <Radio value={true} data-testid="cancel-grant">
          {t('dialog.decideCancel.grant')}
        </Radio>
        <Radio value={false} data-testid="cancel-refuse">
          {t('dialog.decideCancel.refuse')}
        </Radio>
      </Radio.Group>
      {grants === true && (
        <ReasonField definition={order.definition} move="cancelled" value={reasonCode} onChange={setReasonCode} />
      )}
      {grants !== null && <NoteField value={note} onChange={setNote} required={!grants} />}
    </DialogFrame>
  );
}
