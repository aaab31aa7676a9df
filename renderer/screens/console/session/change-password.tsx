import { App, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';

export function ChangePassword({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const move = useOfficeMove('session.changePassword');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && next !== again;

  const missing = [
    ...(current === '' ? [{ place: 'password-current', label: t('password.current') }] : []),
    ...(next === '' ? [{ place: 'password-next', label: t('password.next') }] : []),
    ...(again === '' || differs
      ? [
          {
            place: 'password-again',
            label: t('password.again'),
            ...(differs ? { said: t('password.differs') } : {}),
          },
        ]
      : []),
  ];

  const submit = async () => {
    if ((await move.make({ current, next })) === null) return;
    void message.success(t('password.changed'));
    close();
  };

  return (
    <DialogFrame
      title={t('password.title')}
      submitText={t('password.submit')}
      submit={submit}
      close={close}
      busy={move.busy}
      problem={move.problem}
      width={440}
      missing={missing}
      touched={current !== '' || next !== ''}
    >
      <Labelled id="password-current" label={t('password.current')} required>
        <Input.Password
          id="password-current"
          autoFocus
          aria-required
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      </Labelled>
      <Labelled id="password-next" label={t('password.next')} required>
        <Input.Password
          id="password-next"
          aria-required
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
      </Labelled>
      <Labelled
        id="password-again"
        label={t('password.again')}
        required
        problem={differs ? t('password.differs') : null}
      >
        <Input.Password
          id="password-again"
          aria-required
          autoComplete="new-password"
          value={again}
          aria-invalid={differs}
          onChange={(event) => setAgain(event.target.value)}
        />
      </Labelled>
    </DialogFrame>
  );
}
