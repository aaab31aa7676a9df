import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { NoteField } from '../dialogs/note-field.tsx';
import { ReasonField } from '../dialogs/reason-field.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

type Props = { readonly order: OfficeOrder; readonly item: EvidenceItem; readonly close: () => void };

/** A file is withdrawn with a reason; it stays readable in the history. */
export function WithdrawFile({ order, item, close }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const requestKey = useRequestKey();
  const move = useOfficeMove('evidence.withdraw');
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const submit = async () => {
    const { orderId } = order.view;
    const made = await move.make({ orderId, evidenceId: item.id, reasonCode, note: note.trim(), requestKey });
    if (made !== null) close();
  };
  return (
    <DialogFrame
      title={t('work.withdrawTitle')}
      submitText={t('work.withdraw')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []}
      touched={reasonCode !== '' || note !== ''}
    >
      <ReasonField definition={order.definition} move="evidenceWithdrawn" value={reasonCode} onChange={setReasonCode} />
      <NoteField value={note} onChange={setNote} />
    </DialogFrame>
  );
}
