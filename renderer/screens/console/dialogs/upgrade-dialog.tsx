import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { OlderAnswerList } from '../../../components/older-answers.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DialogFrame } from './dialog-frame.tsx';
import type { DialogProps } from './dialog-props.ts';
import { NoteField } from './note-field.tsx';
import { useRequestKey } from './use-request-key.ts';

/** Moves an order to the newest version of its form, after showing what has no place there. */
export function UpgradeDialog({ order, dialog, close }: DialogProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const { orderId } = dialog;
  const plan = useOfficeRead('workOrder.planUpgrade', { orderId });
  const upgrade = useOfficeMove('workOrder.upgrade');
  const [note, setNote] = useState('');

  const submit = async () => {
    if (plan.data === undefined) return;
    const said = note.trim();
    const answer = await upgrade.make({
      orderId,
      to: plan.data.to,
      requestKey,
      ...(said === '' ? {} : { note: said }),
    });
    if (answer === null) return;
    void message.success(t('dialog.upgrade.done', { to: plan.data.to }));
    close();
  };

  return (
    <DialogFrame
      title={`${t('dialog.upgrade.title')} ${order.view.number}`}
      submitText={t('dialog.upgrade.submit')}
      submit={submit}
      close={close}
      busy={upgrade.busy}
      problem={upgrade.problem}
      words={words}
      disabled={plan.data === undefined}
      touched={note !== ''}
      width={640}
    >
      <Shown read={plan} rows={4}>
        {({ from, to, losses }) => (
          <>
            <p className="console-hint">{t('dialog.upgrade.hint', { from, to })}</p>
            {losses.length === 0 ? (
              <p data-testid="upgrade-nothing-lost">{t('dialog.upgrade.all')}</p>
            ) : (
              <section data-testid="upgrade-losses" aria-label={t('dialog.upgrade.losses', { n: losses.length })}>
                <b>{t('dialog.upgrade.losses', { n: losses.length })}</b>
                <OlderAnswerList
                  words={words}
                  answers={losses.map(({ kind, path, value, by, at }) => ({
                    path,
                    value: kind === 'picture' ? t('dialog.upgrade.picture') : value,
                    at,
                    by: order.people[by],
                    draft: kind === 'draft',
                  }))}
                />
              </section>
            )}
          </>
        )}
      </Shown>
      <NoteField value={note} onChange={setNote} required={false} />
    </DialogFrame>
  );
}
