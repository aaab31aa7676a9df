import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { WayBack } from '../../../../forms/engine/sent-back.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { NoteField } from '../dialogs/note-field.tsx';
import { ReasonField } from '../dialogs/reason-field.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

type Props = { readonly order: OfficeOrder; readonly way: WayBack; readonly close: () => void };

/** The stage goes back to its performer with a reason, and with what has to be changed (ADR 0036). */
export function SendBack({ order, way, close }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove('stage.sendBack');
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const { stages, returns = [] } = order.definition;
  const performer = stages.find(({ key }) => key === way.to)?.performer ?? '';
  const clock = returns.find(({ key }) => key === way.key)?.clock ?? 'runs';
  const submit = async () => {
    const { orderId } = order.view;
    if ((await move.make({ orderId, return: way.key, reasonCode, note: note.trim(), requestKey })) === null) return;
    void message.success(t('sendBack.done', { stage: words.stage(way.to) }));
    close();
  };
  return (
    <DialogFrame
      title={`${words.wayBack(way.key)} ${order.view.number}`}
      submitText={t('sendBack.submit')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={[
        ...(reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []),
        ...(note.trim() === '' ? [{ place: 'note', label: t('sendBack.note') }] : []),
      ]}
      touched={reasonCode !== '' || note !== ''}
    >
      <p className="console-hint">
        {t('sendBack.hint', { stage: words.stage(way.to), performer: words.performer(performer) })}{' '}
        {t(clock === 'waits' ? 'sendBack.waits' : 'sendBack.runs')}
      </p>
      <ReasonField definition={order.definition} move="sentBack" value={reasonCode} onChange={setReasonCode} />
      <NoteField value={note} onChange={setNote} label={t('sendBack.note')} required />
    </DialogFrame>
  );
}
