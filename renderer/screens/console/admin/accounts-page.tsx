import { App, Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { usePageNumber } from '../place/use-page-number.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { AddAccount } from './add-account.tsx';
import { AdminHead } from './admin-head.tsx';
import { NewPassword } from './new-password.tsx';
import { PerformsDialog } from './performs-dialog.tsx';

export function AccountsPage(): ReactNode {
  const { t, tw } = useWords();
  const me = usePerson();
  const { modal } = App.useApp();
  const read = useOfficeRead('accounts.list', {});
  const pagination = usePageNumber(read.data?.accounts.length ?? 0);
  const disable = useOfficeMove('accounts.setDisabled');
  const reset = useOfficeMove('accounts.resetPassword');
  const [naming, setNaming] = useState<Account | null>(null);
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<{ readonly account: Account; readonly password: string } | null>(null);

  const askDisable = (account: Account) =>
    account.disabled
      ? void disable.make({ accountId: account.accountId, disabled: false })
      : void modal.confirm({
          title: t('admin.accounts.disableAsk', { name: account.name }),
          content: t('admin.accounts.disableHint'),
          okText: t('admin.accounts.disable'),
          okButtonProps: { danger: true },
          cancelText: tw('act.cancel'),
          onOk: async () => void (await disable.make({ accountId: account.accountId, disabled: true })),
        });
  const askReset = (account: Account) =>
    void modal.confirm({
      title: t('admin.accounts.resetAsk', { name: account.name }),
      content: t('admin.accounts.resetHint'),
      okText: t('admin.accounts.reset'),
      cancelText: tw('act.cancel'),
      onOk: async () => {
        const answer = await reset.make({ accountId: account.accountId });
        if (answer !== null) setFresh({ account, password: answer.password });
      },
    });

  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="accounts">
        <Button type="primary" onClick={() => setAdding(true)} data-testid="account-add">
          {t('admin.accounts.add')}
        </Button>
      </AdminHead>
      <ProblemAlert problem={disable.problem ?? reset.problem} />
      <Shown read={read}>
        {({ accounts }) => (
          <Table<Account>
            rowKey="accountId"
            size="middle"
            pagination={pagination}
            dataSource={[...accounts]}
            onRow={(account) => ({ 'data-testid': `account-${account.username}` }) as object}
            columns={[
              { title: t('admin.accounts.name'), dataIndex: 'name' },
              {
                title: t('signIn.username'),
                dataIndex: 'username',
                render: (username: string) => <code>{username}</code>,
              },
              {
                title: t('admin.accounts.role'),
                dataIndex: 'role',
                render: (role: Account['role']) => tw(`role.${role}`),
              },
              {
                title: t('admin.accounts.state'),
                dataIndex: 'disabled',
                render: (disabled: boolean) => (
                  <ToneTag tone={disabled ? 'neutral' : 'good'}>
                    {t(disabled ? 'admin.accounts.disabled' : 'admin.accounts.active')}
                  </ToneTag>
                ),
              },
              {
                title: t('admin.accounts.since'),
                dataIndex: 'createdAt',
                className: 'console-nowrap',
                render: (at: string) => fullTime(at).slice(0, 10),
              },
              {
                title: <span className="visually-hidden">{t('admin.actions')}</span>,
                key: 'actions',
                align: 'right',
                render: (_, account) => (
                  <span className="console-buttons">
                    {account.role !== 'technician' && (
                      <Button onClick={() => setNaming(account)} data-testid={`account-performs-${account.username}`}>
                        {t('admin.accounts.performs', { n: account.performs.length })}
                      </Button>
                    )}
                    <Button
                      onClick={() => askReset(account)}
                      disabled={account.disabled}
                      data-testid={`account-reset-${account.username}`}
                    >
                      {t('admin.accounts.reset')}
                    </Button>
                    <Button
                      danger={!account.disabled}
                      disabled={account.accountId === me.accountId}
                      onClick={() => askDisable(account)}
                      data-testid={`account-disable-${account.username}`}
                    >
                      {t(account.disabled ? 'admin.accounts.enable' : 'admin.accounts.disable')}
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Shown>
      {adding && <AddAccount close={() => setAdding(false)} />}
      {naming !== null && <PerformsDialog account={naming} close={() => setNaming(null)} />}
      {fresh !== null && (
        <NewPassword name={fresh.account.name} password={fresh.password} close={() => setFresh(null)} />
      )}
    </div>
  );
}
