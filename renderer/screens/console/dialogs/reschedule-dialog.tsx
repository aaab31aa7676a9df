import { App, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../hooks/use-now.ts';
import { windowFault } from '../create/draft-missing.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { Labelled } from './labelled.tsx';
import { NoteField } from './note-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRequestKey } from './use-request-key.ts';
import { isPast, readWindow, typedWindow, WindowField } from './window-field.tsx';

export function RescheduleDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove('workOrder.reschedule');
  const [window, setWindow] = useState(typedWindow(order.view.appointment));
  const [reasonCode, setReasonCode] = useState('');
  const [agreedWith, setAgreedWith] = useState('');
  const [note, setNote] = useState('');
  const now = useNow();
  // What stands may be over midnight; what is over is to be changed.
  const stands =
    order.view.appointment !== null && !isPast(order.view.appointment, now) ? order.view.appointment : null;
  const typed = readWindow(window, stands);

  const missing = [
    ...(typed === null || typed === 'wrong' || isPast(typed, now)
      ? [{ place: 'window', label: t('dialog.reschedule.window'), said: windowFault(window, t) }]
      : []),
    ...(reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []),
    ...(agreedWith.trim() === '' ? [{ place: 'agreed-with', label: t('dialog.reschedule.agreedWith') }] : []),
  ];

  const submit = async () => {
    if (typed === null || typed === 'wrong') return;
    if (
      (await move.make({
        orderId: dialog.orderId,
        appointment: typed,
        reasonCode,
        agreedWith: agreedWith.trim(),
        note: note.trim(),
        requestKey,
      })) === null
    )
      return;
    void message.success(t('dialog.reschedule.done'));
    close();
  };

  return (
    <DialogFrame
      title={`${t('dialog.reschedule.title')} ${order.view.number}`}
      submitText={t('dialog.reschedule.submit')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={missing}
      touched={reasonCode !== '' || agreedWith !== '' || note !== ''}
    >
      <WindowField value={window} onChange={setWindow} stands={stands} required label={t('dialog.reschedule.window')} />
      <ReasonField definition={order.definition} move="rescheduled" value={reasonCode} onChange={setReasonCode} />
      <Labelled id="agreed-with" label={t('dialog.reschedule.agreedWith')} required>
        <Input
          id="agreed-with"
          data-testid="agreed-with"
          aria-required
          maxLength={80}
          value={agreedWith}
          onChange={(event) => setAgreedWith(event.target.value)}
        />
      </Labelled>
      <NoteField value={note} onChange={setNote} />
    </DialogFrame>
  );
}
