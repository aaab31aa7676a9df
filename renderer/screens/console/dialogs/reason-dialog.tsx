import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { undoneServices } from '../../../../forms/engine/service-results.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { ClockBox, DayBox } from './clock-boxes.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRequestKey } from './use-request-key.ts';

type Kind = 'hold' | 'cancel' | 'reject' | 'unassign' | 'fail' | 'completePartially';
const call = {
  hold: 'workOrder.hold',
  cancel: 'workOrder.cancel',
  reject: 'workOrder.reject',
  unassign: 'workOrder.unassign',
  fail: 'workOrder.fail',
  completePartially: 'workOrder.completePartially',
} as const;
const moveOf = {
  hold: 'held',
  cancel: 'cancelled',
  reject: 'rejected',
  unassign: 'unassigned',
  fail: 'failed',
  completePartially: 'partiallyCompleted',
} as const;
/** Moves that end the order. */
const endings: ReadonlySet<Kind> = new Set<Kind>(['cancel', 'reject', 'fail', 'completePartially']);

/** What a follow-up order has to do: the services that are not done, and the stages that nobody passed. */
const remainingOf = ({ view, definition }: Pick<OfficeOrder, 'view' | 'definition'>): string[] => [
  ...undoneServices(view, definition).map(({ key }) => key),
  ...view.stages.filter(({ state }) => state !== 'passed' && state !== 'skipped').map(({ key }) => key),
];

/** The moves that need a reason and nothing else (a hold may say until when). */
export function ReasonDialog({ order, dialog, close, kind }: DialogProps & { readonly kind: Kind }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove(call[kind]);
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const [until, setUntil] = useState({ day: '', clock: '' });

  const submit = async () => {
    const untilAt =
      kind === 'hold' && until.day !== ''
        ? { until: new Date(`${until.day}T${until.clock === '' ? '09:00' : until.clock}:00`).toISOString() }
        : {};
    const left = kind === 'completePartially' ? { remaining: remainingOf(order) } : {};
    const argument = { orderId: dialog.orderId, reasonCode, note: note.trim(), requestKey, ...untilAt, ...left };
    if ((await move.make(argument)) === null) return;
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
      danger={endings.has(kind)}
      disabled={reasonCode === ''}
      touched={reasonCode !== '' || note !== ''}
    >
      <p className="console-hint">{t(`dialog.${kind}.hint`)}</p>
      <ReasonField
        definition={order.definition}
        move={moveOf[kind]}
        value={reasonCode}
        onChange={setReasonCode}
        showSla={kind === 'hold'}
      />
      {kind === 'hold' && (
        <fieldset className="console-field">
          <legend>{t('dialog.hold.until')}</legend>
          <div className="console-window">
            <DayBox
              label={`${t('dialog.hold.until')} ${t('dialog.day')}`}
              testId="hold-until"
              value={until.day}
              onChange={(day) => setUntil({ ...until, day })}
            />
            <ClockBox
              label={`${t('dialog.hold.until')} ${t('dialog.clock')}`}
              testId="hold-until-clock"
              value={until.clock}
              onChange={(clock) => setUntil({ ...until, clock })}
            />
          </div>
        </fieldset>
      )}
      <NoteField value={note} onChange={setNote} />
    </DialogFrame>
  );
}
