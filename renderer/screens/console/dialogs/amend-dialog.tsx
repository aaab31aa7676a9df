import { Alert, App } from 'antd';
import { type ReactNode, useState } from 'react';
import { changesBetween } from '../create/draft-changes.ts';
import { draftMissing, draftOf, draftProblems, withoutPlaceholders } from '../create/order-draft.ts';
import { OrderFields } from '../create/order-fields.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { anyWords } from '../words/any-words.ts';
import { pathWords } from '../words/path-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** Corrects what stands on an order, or completes one from the intake list. What will change stands below, old beside new. */
export function AmendDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const intake = dialog.kind === 'completeIntake';
  const amend = useOfficeMove('workOrder.amend');
  const complete = useOfficeMove('workOrder.completeIntake');
  // What stood when the dialog opened: a change that arrives meanwhile is not taken for this person's.
  const [before] = useState(() => {
    const draft = draftOf(order.view.fold);
    return intake ? withoutPlaceholders(draft) : draft;
  });
  const [draft, setDraft] = useState(before);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const changes = changesBetween(before, draft);
  const problems = draftProblems(draft, order.definition);
  const lacking = draftMissing(draft, order.definition);
  const missing = order.view.missing;
  const { orderId } = dialog;

  const submit = async () => {
    setTried(true);
    const wrong = Object.keys(problems)[0];
    if (wrong !== undefined) {
      document.getElementById(`order-${wrong}`)?.focus();
      return;
    }
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

  return (
    <DialogFrame
      title={`${t(`dialog.${kind}.title`)} ${order.view.number}`}
      submitText={t(`dialog.${kind}.submit`)}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      words={words}
      width={860}
      disabled={intake ? lacking.length > 0 : changes.length === 0}
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
        problems={tried ? problems : {}}
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
                  <del>{anyWords(from ?? null)}</del>
                </td>
                <td>
                  <ins>{anyWords(to)}</ins>
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
