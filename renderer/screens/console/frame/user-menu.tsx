import { DownOutlined, GlobalOutlined, KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { useOffice, usePerson } from '../office/office-context.tsx';
import { part } from '../parts/part.tsx';
import { PartBoundary } from '../parts/part-boundary.tsx';
import { useWords } from '../words/use-words.ts';

const ChangePassword = part(async () => (await import('../session/change-password.tsx')).ChangePassword);

export function UserMenu({ signedOut }: { readonly signedOut: () => void }): ReactNode {
  const { t, tw, language, setLanguage } = useWords();
  const office = useOffice();
  const person = usePerson();
  const [changing, setChanging] = useState(false);
  const other = language === 'en' ? 'zh-CN' : 'en';

  const signOut = async () => {
    await office.call('session.signOut', {});
    signedOut();
  };
  const items = [
    {
      key: 'who',
      disabled: true,
      label: (
        <span className="console-who">{`${person.name} · ${person.username} · ${tw(`role.${person.role}`)}`}</span>
      ),
    },
    { type: 'divider' as const },
    {
      key: 'language',
      icon: <GlobalOutlined />,
      label: (
        <span lang={other} data-testid="menu-language">
          {tw(`language.${other}`)}
        </span>
      ),
      onClick: () => setLanguage(other),
    },
    {
      key: 'password',
      icon: <KeyOutlined />,
      label: <span data-testid="menu-password">{t('password.title')}</span>,
      onClick: () => setChanging(true),
    },
    { type: 'divider' as const },
    {
      key: 'out',
      icon: <LogoutOutlined />,
      label: <span data-testid="menu-sign-out">{t('signIn.out')}</span>,
      onClick: () => void signOut(),
    },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
        <Button type="text" data-testid="user-menu" aria-haspopup="menu" icon={<UserOutlined />}>
          {person.name} <DownOutlined style={{ fontSize: 11 }} />
        </Button>
      </Dropdown>
      {changing && (
        <PartBoundary above close={() => setChanging(false)}>
          <Suspense fallback={null}>
            <ChangePassword close={() => setChanging(false)} />
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
}
