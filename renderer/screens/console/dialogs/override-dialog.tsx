import { Alert, App, Radio, Select } from 'antd';
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

/**
 * Lets an order pass a gate that refuses: what was measured and what the limit is stand above the decision. Where the technician asked,
 * he may be refused as well, with a word on why (ADR 0034).
 */
export function OverrideDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const now = useNow();
  const grant = useOfficeMove('workOrder.override');
  const refuse = useOfficeMove('workOrder.refuseOverride');
  const gates = openGates(order.view);
  const [key, setKey] = useState(
    () => (dialog.gate === undefined ? gates[0]?.key : `${dialog.stage}.${dialog.gate}`) ?? '',
  );
  const [reasonCode, setReasonCode] = useState('');
  const [note, setNote] = useState('');
  const [grants, setGrants] = useState(true);
  const gate = gates.find((found) => found.key === key);
  const asked = gate?.asked;
  const refuses = asked !== undefined && !grants;
  const move = refuses ? refuse : grant;

  const missing =
    gate === undefined
      ? [{ place: 'override-gate', label: t('refused.gate') }]
      : [
          ...(reasonCode === '' && !refuses ? [{ place: 'reason', label: t('dialog.reason') }] : []),
          ...(note.trim() === '' ? [{ place: 'note', label: t('dialog.noteLabel') }] : []),
        ];

  const submit = async () => {
    if (gate === undefined) return;
    const said = { orderId: dialog.orderId, stage: gate.stage, gate: gate.gate, note: note.trim(), requestKey };
    const answer = refuses ? await refuse.make(said) : await grant.make({ ...said, reasonCode });
    if (answer === null) return;
    void message.success(t(refuses ? 'dialog.override.refused' : 'dialog.override.done'));
    close();
  };

  return (
    <DialogFrame
      title={`${t(asked === undefined ? 'dialog.override.title' : 'dialog.override.handle')} ${order.view.number}`}
      submitText={t(refuses ? 'dialog.override.answer' : 'dialog.override.submit')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={missing}
      disabled={gates.length === 0}
      touched={reasonCode !== '' || note !== '' || refuses}
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
          {asked !== undefined && (
            <Radio.Group
              className="console-reasons"
              aria-label={t('dialog.override.handle')}
              value={grants}
              onChange={(event) => setGrants(Boolean(event.target.value))}
            >
              <Radio value={true} data-testid="override-grant">
                {t('dialog.override.grant')}
              </Radio>
              <Radio value={false} data-testid="override-refuse">
                {t('dialog.override.refuse')}
              </Radio>
            </Radio.Group>
          )}
          {refuses ? (
            <p className="console-hint">{t('dialog.override.refuseHint')}</p>
          ) : (
            <ReasonField definition={order.definition} move="overridden" value={reasonCode} onChange={setReasonCode} />
          )}
          <NoteField value={note} onChange={setNote} required />
        </>
      )}
    </DialogFrame>
  );
}
