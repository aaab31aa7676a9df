import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** A fresh password, shown this once: it is stored nowhere in readable form. */
export function NewPassword({
  name,
  password,
  close,
}: {
  readonly name: string;
  readonly password: string;
  readonly close: () => void;
}): ReactNode {
  const { t, tw } = useWords();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(password);
    void message.success(tw('act.copied'));
  };
  return (
    <Modal
      open
      title={t('admin.accounts.newPassword', { name })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('admin.accounts.noted')}
        </Button>
      }
    >
      <p className="console-hint">{t('admin.accounts.newPasswordHint')}</p>
      <p className="console-password">
        <code data-testid="new-password">{password}</code>
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {tw('act.copy')}
        </Button>
      </p>
    </Modal>
  );
}
