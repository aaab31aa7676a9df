import { App, Input, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Role } from '../../../../bridge/office.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';

const username = /^[a-z0-9][a-z0-9._-]{1,31}$/;

export function AddAccount({ close }: { readonly close: () => void }): ReactNode {
  const { t, tw } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove('accounts.add');
  const [given, setGiven] = useState({ name: '', username: '', password: '', role: 'technician' as Role });
  const wrongName = given.username !== '' && !username.test(given.username);

  const missing = [
    ...(given.name.trim() === '' ? [{ place: 'account-name', label: t('admin.accounts.name') }] : []),
    ...(username.test(given.username)
      ? []
      : [{ place: 'account-username', label: t('signIn.username'), said: t('refused.username') }]),
    ...(given.password === '' ? [{ place: 'account-password', label: t('admin.accounts.firstPassword') }] : []),
  ];

  const submit = async () => {
    const answer = await move.make({ ...given, name: given.name.trim(), requestKey });
    if (answer === null) return;
    void message.success(t('admin.accounts.added', { name: answer.name }));
    close();
  };

  return (
    <DialogFrame
      title={t('admin.accounts.add')}
      submitText={t('admin.accounts.add')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      width={480}
      missing={missing}
      touched={given.name !== '' || given.username !== ''}
    >
      <Labelled id="account-name" label={t('admin.accounts.name')} required>
        <Input
          id="account-name"
          data-testid="account-name"
          autoFocus
          maxLength={80}
          value={given.name}
          onChange={(event) => setGiven({ ...given, name: event.target.value })}
        />
      </Labelled>
      <Labelled
        id="account-username"
        label={t('signIn.username')}
        required
        hint={t('admin.accounts.usernameHint')}
        problem={wrongName ? t('admin.accounts.usernameWrong') : null}
      >
        <Input
          id="account-username"
          data-testid="account-username"
          autoComplete="off"
          maxLength={32}
          aria-invalid={wrongName}
          value={given.username}
          onChange={(event) => setGiven({ ...given, username: event.target.value })}
        />
      </Labelled>
      <Labelled
        id="account-password"
        label={t('admin.accounts.firstPassword')}
        required
        hint={t('admin.accounts.firstPasswordHint')}
      >
        <Input.Password
          id="account-password"
          data-testid="account-password"
          autoComplete="new-password"
          maxLength={200}
          value={given.password}
          onChange={(event) => setGiven({ ...given, password: event.target.value })}
        />
      </Labelled>
      <fieldset className="console-field">
        <legend>{t('admin.accounts.role')}</legend>
        <Radio.Group
          value={given.role}
          onChange={(event) => setGiven({ ...given, role: event.target.value as Role })}
          className="console-reasons"
        >
          {(['technician', 'dispatcher', 'reviewer', 'administrator'] as const).map((role) => (
            <Radio key={role} value={role} data-testid={`account-role-${role}`}>
              {tw(`role.${role}`)}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
    </DialogFrame>
  );
}
