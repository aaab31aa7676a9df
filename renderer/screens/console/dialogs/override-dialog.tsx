import { Alert, App, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { openGates } from '../order/open-gates.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { Labelled } from './labelled.tsx';
import { NoteField } from './note-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** Lets an order pass a gate that refuses: what was measured and what the limit is stand above the decision. */
export function OverrideDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const now = useNow();
  const move = useOfficeMove('workOrder.override');
  const gates = openGates(order.view);
  const [key, setKey] = useState(
    () => (dialog.gate === undefined ? gates[0]?.key : `${dialog.stage}.${dialog.gate}`) ?? '',
  );
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const gate = gates.find((found) => found.key === key);
  const asked = gate?.asked;

  const missing =
    gate === undefined
      ? [{ place: 'override-gate', label: t('refused.gate') }]
      : [
          ...(reasonCode === '' ? [{ place: 'reason', label: t('dialog.reason') }] : []),
          ...(note.trim() === '' ? [{ place: 'note', label: t('dialog.noteLabel') }] : []),
        ];

  const submit = async () => {
    if (gate === undefined) return;
    if (
      (await move.make({
        orderId: dialog.orderId,
        stage: gate.stage,
        gate: gate.gate,
        reasonCode,
        note: note.trim(),
        requestKey,
      })) === null
    )
      return;
    void message.success(t('dialog.override.done'));
    close();
  };

  return (
    <DialogFrame
      title={`${t('dialog.override.title')} ${order.view.number}`}
      submitText={t('dialog.override.submit')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={missing}
      disabled={gates.length === 0}
      touched={reasonCode !== '' || note !== ''}
    >
      {gates.length === 0 && <p className="console-hint">{t('dialog.override.none')}</p>}
      {gates.length > 1 && (
        <Labelled id="override-gate" label={t('dialog.override.gate')}>
          <Select
            id="override-gate"
            value={key}
            onChange={setKey}
            options={gates.map((found) => ({
              value: found.key,
              label: `${words.stage(found.stage)} · ${words.gate(found.stage, found.gate)}`,
            }))}
          />
        </Labelled>
      )}
      {gate !== undefined && (
        <>
          <p>
            <b>{words.stage(gate.stage)}</b> · {words.gate(gate.stage, gate.gate)}
          </p>
          <ProblemAlert problem={problem(gate.code, gate.details)} words={words} />
          {asked !== undefined && (
            <Alert
              type="info"
              showIcon
              title={t('dialog.override.asked', {
                name: order.people[asked.by] ?? asked.by,
                time: shortTime(asked.at, now),
              })}
              description={asked.note === '' ? undefined : asked.note}
            />
          )}
          <ReasonField definition={order.definition} move="overridden" value={reasonCode} onChange={setReasonCode} />
          <NoteField value={note} onChange={setNote} required />
        </>
      )}
    </DialogFrame>
  );
}
