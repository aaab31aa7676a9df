import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import { useWords } from '../words/use-words.ts';
import { SignInForm } from './sign-in-form.tsx';

type Props = { readonly account: Account; readonly signedIn: (account: Account) => void; readonly leave: () => void };

/** The session ended while someone worked: the page stays below, with all that was typed, until the same person is back. */
export function SignInAgain({ account, signedIn, leave }: Props): ReactNode {
  const { t } = useWords();
  return (
    <Modal open closable={false} keyboard={false} footer={null} width={420} zIndex={2000} title={t('signIn.ended')}>
      <p className="console-hint">{t('signIn.endedHint')}</p>
      <SignInForm username={account.username} signedIn={signedIn} />
      <Button type="link" block onClick={leave}>
        {t('signIn.other')}
      </Button>
    </Modal>
  );
}
