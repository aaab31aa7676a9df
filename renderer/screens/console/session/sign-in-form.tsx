import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { useOffice } from '../office/office-context.tsx';
import { useWords } from '../words/use-words.ts';

type Props = { readonly username?: string; readonly signedIn: (account: Account) => void };

/** Name and password. A refusal is told above the button and clears nothing. */
export function SignInForm({ username: fixed, signedIn }: Props): ReactNode {
  const office = useOffice();
  const { t } = useWords();
  const [username, setUsername] = useState(fixed ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);

  const asking = useMissing([
    ...(username.trim() === '' ? [{ place: 'username', label: t('signIn.username') }] : []),
    ...(password === '' ? [{ place: 'password', label: t('signIn.password') }] : []),
  ]);

  const send = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await office.signIn(username.trim(), password);
    setBusy(false);
    if (!answer.ok) setRefusal(answer.problem);
    else if (answer.value.account.role === 'technician') {
      await office.call('session.signOut', {});
      setRefusal(problem('access.role'));
    } else signedIn(answer.value.account);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) asking.press(() => void send());
  };

  return (
    <form noValidate onSubmit={submit} className="console-sign-in-form">
      <label htmlFor="username">{t('signIn.username')}</label>
      <Input
        id="username"
        size="large"
        data-testid="signin-username"
        autoComplete="username"
        autoFocus={fixed === undefined}
        disabled={fixed !== undefined}
        data-place="username"
        aria-required
        maxLength={64}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <label htmlFor="password">{t('signIn.password')}</label>
      <div data-place="password">
        <Input.Password
          id="password"
          size="large"
          data-testid="signin-password"
          autoComplete="current-password"
          autoFocus={fixed !== undefined}
          aria-required
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      {asking.bar}
      <ProblemAlert problem={refusal} />
      {refusal?.code === 'access.role' && <p className="console-hint">{t('signIn.technician')}</p>}
      <Button type="primary" size="large" htmlType="submit" block loading={busy} data-testid="signin-submit">
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
