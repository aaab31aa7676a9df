import { Alert, App, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../hooks/use-now.ts';
import { windowFault } from '../create/draft-missing.ts';
import { Shown } from '../office/states.tsx';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { heardToday } from './heard-today.ts';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';
import { emptyWindow, isPast, readWindow, typedWindow, WindowField } from './window-field.tsx';

/** Who goes, and when. Says beforehand when a technician's device has not been heard from today: the order may reach nobody. */
export function AssignDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const now = useNow();
  const people = useOfficeRead('people.list', {});
  const move = useOfficeMove('workOrder.assign');
  const [technicianId, setTechnicianId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [window, setWindow] = useState(typedWindow(order.view.appointment));
  const current = order.view.fold.assignment;
  const currentId =
    current !== null && current.state !== 'ended' && current.state !== 'declined' ? current.technicianId : null;
  const chosen = people.data?.technicians.find(({ accountId }) => accountId === technicianId);
  const typed = readWindow(window, order.view.appointment);

  // An empty window is none; one that stands may be over, and stay so.
  const badWindow =
    typed === 'wrong' ||
    (typed === null && JSON.stringify(window) !== JSON.stringify(emptyWindow)) ||
    (typed !== null && typed !== order.view.appointment && isPast(typed, now));
  const missing = [
    ...(technicianId === null ? [{ place: 'who', label: t('refused.who') }] : []),
    ...(badWindow ? [{ place: 'window', label: t('dialog.window'), said: windowFault(window, t) }] : []),
  ];

  const submit = async () => {
    if (technicianId === null || typed === 'wrong') return;
    const same =
      typed !== null &&
      order.view.appointment !== null &&
      typed.start === order.view.appointment.start &&
      typed.end === order.view.appointment.end;
    const answer = await move.make({
      orderId: dialog.orderId,
      technicianId,
      requestKey,
      ...(typed === null || same ? {} : { appointment: typed }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    if (answer === null) return;
    if (answer.warning === null) void message.success(t('dialog.assign.done', { name: chosen?.name ?? '' }));
    else void message.warning(t('dialog.assign.doneSilent', { name: chosen?.name ?? '' }), 8);
    close();
  };

  return (
    <DialogFrame
      title={`${t(`dialog.${dialog.kind}.title`)} ${order.view.number}`}
      submitText={t(`dialog.${dialog.kind}.submit`)}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      missing={missing}
      touched={technicianId !== null || note !== ''}
    >
      <Shown read={people} rows={3}>
        {({ technicians }) => (
          <fieldset className="console-field" data-place="who">
            <legend>{t('dialog.assign.who')}</legend>
            <Radio.Group
              value={technicianId}
              onChange={(event) => setTechnicianId(String(event.target.value))}
              className="console-people"
            >
              {technicians
                .filter(({ disabled }) => !disabled)
                .map((person) => (
                  <Radio
                    key={person.accountId}
                    value={person.accountId}
                    disabled={person.accountId === currentId}
                    data-testid={`assign-technician-${person.username}`}
                  >
                    <b>{person.name}</b>
                    <span>
                      {t('dialog.assign.open', { n: person.openOrders })}
                      {' · '}
                      <span className={heardToday(person.lastSeenAt, now) ? '' : 'console-silent'}>
                        {person.lastSeenAt === null
                          ? t('dialog.assign.never')
                          : t('dialog.assign.seen', { time: shortTime(person.lastSeenAt, now) })}
                      </span>
                      {person.accountId === currentId && ` · ${t('dialog.assign.current')}`}
                    </span>
                  </Radio>
                ))}
            </Radio.Group>
          </fieldset>
        )}
      </Shown>
      {chosen !== undefined && !heardToday(chosen.lastSeenAt, now) && (
        <Alert
          type="warning"
          showIcon
          role="status"
          data-testid="device-not-heard"
          title={t('dialog.assign.silent', { name: chosen.name })}
        />
      )}
      {currentId !== null && (
        <Alert type="info" showIcon title={t('dialog.assign.taken', { name: order.people[currentId] ?? currentId })} />
      )}
      <WindowField value={window} onChange={setWindow} stands={order.view.appointment} />
      <NoteField value={note} onChange={setNote} />
    </DialogFrame>
  );
}
