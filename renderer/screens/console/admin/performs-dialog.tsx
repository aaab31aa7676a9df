import { App, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';
import { performersOf } from './performers-of.ts';

/** Which office stages an account does: those of the ticked performers, or of every performer of its role when none is ticked. */
export function PerformsDialog({
  account,
  close,
}: {
  readonly account: Account;
  readonly close: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const definitions = useDefinitions();
  const move = useOfficeMove('accounts.setPerforms');
  const [seen] = useState(account.performs);
  const [performs, setPerforms] = useState<readonly string[]>(account.performs);
  const submit = async () => {
    if ((await move.make({ accountId: account.accountId, performs: [...performs], seen: [...seen] })) === null) return;
    void message.success(t('admin.accounts.performsDone', { name: account.name }));
    close();
  };
  return (
    <DialogFrame
      title={t('admin.accounts.performsTitle', { name: account.name })}
      submitText={t('admin.accounts.performsSave')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      width={640}
      touched={performs.join() !== account.performs.join()}
    >
      <p className="console-hint">{t('admin.accounts.performsHint')}</p>
      <Checkbox.Group
        className="console-reasons"
        value={[...performs]}
        onChange={(values) => setPerforms(values.map(String))}
        options={performersOf(account.role, definitions.all).map(({ key, types }) => {
          const words = types.map((type) => definitionWords(type, language));
          return {
            value: key,
            label: (
              <span data-testid={`performs-${key}`}>
                {words[0]?.performer(key) ?? key}{' '}
                <span className="console-faint">{words.map((one) => one.type()).join(t('join'))}</span>
              </span>
            ),
          };
        })}
      />
    </DialogFrame>
  );
}
