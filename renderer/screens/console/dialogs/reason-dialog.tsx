import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { remainingAtFirst, remainingKeys } from '../../../../forms/engine/partial.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { ClockBox, DayBox } from './clock-boxes.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { CustomerWords, Remaining } from './partial-fields.tsx';
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

/** The moves that need a reason; a hold may say until when, a completion in part says what remains and what the customer says to it. */
export function ReasonDialog({ order, dialog, close, kind }: DialogProps & { readonly kind: Kind }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove(call[kind]);
  const [reasonCode, setReasonCode] = useState(dialog.reasonCode ?? '');
  const [note, setNote] = useState('');
  const [remaining, setRemaining] = useState(() => remainingAtFirst(order));
  const [customerWords, setCustomerWords] = useState('');
  const [until, setUntil] = useState({ day: '', clock: '' });

  const untilAt =
    kind === 'hold' && until.day !== '' ? `${until.day}T${until.clock === '' ? '09:00' : until.clock}:00` : null;
  const isPartial = kind === 'completePartially';
  const missing = [
    ...(reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []),
    ...(untilAt !== null && Date.parse(untilAt) <= Date.now()
      ? [{ place: 'until', label: t('dialog.hold.until'), said: t('dialog.hold.untilPast') }]
      : []),
    ...(isPartial && remaining.length === 0 && remainingKeys(order).length > 0
      ? [{ place: 'remaining', label: t('refused.remaining') }]
      : []),
    ...(isPartial && customerWords.trim() === ''
      ? [{ place: 'customer-words', label: t('refused.customerWords') }]
      : []),
  ];

  const submit = async () => {
    const held = untilAt === null ? {} : { until: new Date(untilAt).toISOString() };
    const left = isPartial ? { remaining: [...remaining], customerWords: customerWords.trim() } : {};
    const argument = { orderId: dialog.orderId, reasonCode, note: note.trim(), requestKey, ...held, ...left };
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
      missing={missing}
      touched={reasonCode !== (dialog.reasonCode ?? '') || note !== '' || customerWords !== ''}
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
        <fieldset className="console-field" data-place="until">
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
      {isPartial && <Remaining order={order} value={remaining} onChange={setRemaining} />}
      {isPartial && <CustomerWords order={order} value={customerWords} onChange={setCustomerWords} />}
      <NoteField value={note} onChange={setNote} />
    </DialogFrame>
  );
}
