import { App, Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../hooks/use-now.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { Labelled } from './labelled.tsx';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** Answers a note of the field, or says that it needs no answer; what was asked stands above the field (ADR 0032). */
export function AnswerDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const waiveKey = useRequestKey();
  const now = useNow();
  const answer = useOfficeMove('workOrder.answer');
  const waive = useOfficeMove('workOrder.waiveAnswer');
  const waiting = order.view.fold.notes.filter(({ waits }) => waits);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const note = waiting.find(({ eventId }) => eventId === chosen) ?? waiting[0];
  const { orderId } = dialog;

  const submit = async () => {
    if (note === undefined) return;
    if ((await answer.make({ orderId, note: note.eventId, text: text.trim(), requestKey })) === null) return;
    void message.success(t('dialog.answer.done'));
    close();
  };
  const dismiss = async () => {
    if (note === undefined) return;
    if ((await waive.make({ orderId, note: note.eventId, requestKey: waiveKey })) === null) return;
    void message.success(t('notes.waiveDone'));
    close();
  };
  const said = (one: (typeof waiting)[number]) => (
    <>
      <span className="console-quote">{one.text}</span>
      <small className="console-faint">
        {t('notes.by', { name: order.people[one.by] ?? one.by.slice(-6), time: shortTime(one.at, now) })}
      </small>
    </>
  );

  return (
    <DialogFrame
      title={`${t('dialog.answer.title')} ${order.view.number}`}
      submitText={t('dialog.answer.submit')}
      submit={submit}
      close={close}
      busy={answer.busy || waive.busy}
      problem={answer.problem ?? waive.problem}
      missing={text.trim() === '' ? [{ place: 'note', label: t('dialog.answer.text') }] : []}
      disabled={note === undefined}
      touched={text !== ''}
    >
      {note === undefined ? (
        <p className="console-hint">{t('dialog.answer.none')}</p>
      ) : waiting.length === 1 ? (
        <div className="console-asked" data-testid="asked-note">
          {said(note)}
        </div>
      ) : (
        <Labelled id="answer-which" label={t('dialog.answer.which')}>
          <Radio.Group
            id="answer-which"
            className="console-asked"
            value={note.eventId}
            onChange={(event) => setChosen(event.target.value as string)}
            options={waiting.map((one) => ({ value: one.eventId, label: said(one) }))}
          />
        </Labelled>
      )}
      <NoteField value={text} onChange={setText} required label={t('dialog.answer.text')} autoFocus />
      <p className="console-hint">{t('dialog.answer.hint')}</p>
      {note === undefined ? null : (
        <div>
          <Button onClick={() => void dismiss()} disabled={answer.busy} data-testid="waive-answer">
            {t('notes.waive')}
          </Button>
        </div>
      )}
    </DialogFrame>
  );
}
