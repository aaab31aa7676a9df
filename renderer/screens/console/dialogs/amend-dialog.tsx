import { Alert, App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Overtaken } from '../../../../bridge/basis.ts';
import type { Missing } from '../../../form/refusal/use-missing.tsx';
import { changesBetween, withTheirs } from '../create/draft-changes.ts';
import { draftPlaces } from '../create/draft-missing.ts';
import {
  type DraftProblem,
  draftMissing,
  draftOf,
  draftProblems,
  type OrderDraft,
  withoutPlaceholders,
} from '../create/order-draft.ts';
import { OrderFields } from '../create/order-fields.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { pathWords } from '../words/path-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { valueWords } from '../words/value-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

const lacks: DraftProblem = { keyword: 'required', limit: null };

/** Corrects what stands on an order, or completes one from the intake list. What will change stands below, old beside new. */
export function AmendDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const intake = dialog.kind === 'completeIntake';
  const amend = useOfficeMove('workOrder.amend');
  const complete = useOfficeMove('workOrder.completeIntake');
  // What stood when the dialog opened: a change that arrives meanwhile is not taken for this person's.
  const [before, setBefore] = useState(() => {
    const draft = draftOf(order.view.fold);
    return intake ? withoutPlaceholders(draft) : draft;
  });
  const [draft, setDraft] = useState(before);
  const [note, setNote] = useState('');
  const changes = changesBetween(before, draft);
  // A phone that was taken before it was looked at may stay while something else is corrected.
  const problems = Object.fromEntries(
    Object.entries(draftProblems(draft, order.definition)).filter(
      ([path, { keyword }]) => keyword !== 'phone' || changes.some((one) => one.path === path),
    ),
  );
  // While typing, a fault is told where something was typed; the rest once it is sent.
  const shown = Object.fromEntries(
    Object.entries(problems).filter(([path]) => changes.some((one) => one.path === path)),
  );
  const lacking = draftMissing(draft, order.definition);
  const missing = order.view.missing;
  const { orderId } = dialog;

  const places: readonly Missing[] = [
    ...draftPlaces(
      intake ? { ...Object.fromEntries(lacking.map((path) => [path, lacks])), ...problems } : problems,
      draft.window,
      { words, t, tw },
    ),
    ...(intake || changes.length > 0
      ? []
      : [{ place: 'order-customer.name', label: t('refused.noChange'), said: t('refused.nothingChanged') }]),
  ];

  const submit = async () => {
    const sent = [...changes];
    const answer = intake
      ? await complete.make({ orderId, changes: sent, requestKey })
      : await amend.make({ orderId, changes: sent, requestKey, ...(note.trim() === '' ? {} : { note: note.trim() }) });
    if (answer === null) return;
    void message.success(t(`dialog.${intake ? 'completeIntake' : 'amend'}.done`));
    close();
  };
  const move = intake ? complete : amend;
  const kind = intake ? 'completeIntake' : 'amend';

  // What the colleague wrote is what stands; what was typed beside it goes on from there.
  const takeTheirs = (overtaken: readonly Overtaken[]) => {
    const now = (typed: OrderDraft) =>
      overtaken.reduce((next, { fact, theirs }) => withTheirs(next, fact.replace(/^value:/, ''), theirs), typed);
    setBefore(now);
    setDraft(now);
  };

  return (
    <DialogFrame
      takeTheirs={takeTheirs}
      title={`${t(`dialog.${kind}.title`)} ${order.view.number}`}
      submitText={t(`dialog.${kind}.submit`)}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      width={860}
      missing={places}
      touched={changes.length > 0}
    >
      {intake && missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="intake-missing"
          title={t('dialog.completeIntake.lacks', {
            what: missing.map((path) => pathWords(path, words, t)).join(t('join')),
          })}
        />
      )}
      <OrderFields
        definition={order.definition}
        draft={draft}
        change={setDraft}
        problems={shown}
        missing={intake ? missing : []}
      />
      {changes.length > 0 && (
        <table className="console-changes">
          <caption>{t('dialog.amend.changes')}</caption>
          <tbody>
            {changes.map(({ path, from, to }) => (
              <tr key={path}>
                <th scope="row">{pathWords(path, words, t)}</th>
                <td>
                  <del>{valueWords(path, from, words, tw)}</del>
                </td>
                <td>
                  <ins>{valueWords(path, to, words, tw)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!intake && <NoteField value={note} onChange={setNote} />}
    </DialogFrame>
  );
}
