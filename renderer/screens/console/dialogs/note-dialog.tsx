import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** A note on the order, or the end of a hold with a word on it. */
export function NoteDialog({
  order,
  dialog,
  close,
  kind,
}: DialogProps & { readonly kind: 'note' | 'resume' }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const note = useOfficeMove('workOrder.note');
  const resume = useOfficeMove('workOrder.resume');
  const [text, setText] = useState('');
  const move = kind === 'note' ? note : resume;
  const { orderId } = dialog;

  const submit = async () => {
    const said = text.trim();
    const answer =
      kind === 'note'
        ? await note.make({ orderId, text: said, requestKey })
        : await resume.make({ orderId, requestKey, ...(said === '' ? {} : { note: said }) });
    if (answer === null) return;
    void message.success(t(`dialog.${kind}.done`));
    close();
  };

  return (
    <DialogFrame
      title={`${t(`dialog.${kind}.title`)} ${order.view.number}`}
      submitText={t(`dialog.${kind}.submit`)}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={kind === 'note' && text.trim() === '' ? [{ place: 'note', label: t('dialog.noteLabel') }] : []}
      touched={text !== ''}
    >
      <p className="console-hint">{t(`dialog.${kind}.hint`)}</p>
      <NoteField value={text} onChange={setText} required={kind === 'note'} autoFocus />
    </DialogFrame>
  );
}
