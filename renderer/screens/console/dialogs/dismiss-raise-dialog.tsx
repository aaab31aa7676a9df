import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

type Props = {
  readonly order: OfficeOrder;
  /** the id that the order would have */
  readonly child: string;
  readonly what: string;
  readonly close: () => void;
};

/** An order that could not be raised is not needed, or was made otherwise: said with a note, which stays in the history. */
export function DismissRaiseDialog({ order, child, what, close }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const { make, busy, problem } = useOfficeMove('workOrder.dismissRaise');
  const [note, setNote] = useState('');

  const submit = async () => {
    const answer = await make({ orderId: order.view.orderId, child, note: note.trim(), requestKey });
    if (answer === null) return;
    void message.success(t('order.notRaised.dismissed'));
    close();
  };

  return (
    <DialogFrame
      title={`${t('order.notRaised.dismissTitle', { what })} ${order.view.number}`}
      submitText={t('order.notRaised.dismiss')}
      submit={submit}
      close={close}
      busy={busy}
      problem={problem}
      words={words}
      missing={note.trim() === '' ? [{ place: 'note', label: t('dialog.noteLabel') }] : []}
      touched={note !== ''}
    >
      <p className="console-hint">{t('order.notRaised.dismissHint')}</p>
      <NoteField value={note} onChange={setNote} required autoFocus />
    </DialogFrame>
  );
}
