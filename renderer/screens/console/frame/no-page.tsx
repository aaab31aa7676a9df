import { CompassOutlined, LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { usePerson } from '../office/office-context.tsx';
import { hrefOf, type Route } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { insteadOf, landingOf } from './pages-by-role.ts';

/** The address of another role's page: says so, and leads to what this person may see of it. */
export function NotYours({ route }: { readonly route: Route }): ReactNode {
  const { t, tw } = useWords();
  const { role } = usePerson();
  const instead = insteadOf(role, route);
  return (
    <div className="console-page" data-testid="not-yours">
      <QuietState
        icon={<LockOutlined />}
        title={t('place.notYours')}
        hint={t('place.notYoursHint', { role: tw(`role.${role}`) })}
        action={
          <Button type="primary" href={hrefOf(instead)} data-testid="instead">
            {t(instead.page === 'order' ? 'place.toOrder' : 'place.home')}
          </Button>
        }
      />
    </div>
  );
}

export function NoSuchPage(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  return (
    <div className="console-page" data-testid="no-such-page">
      <QuietState
        icon={<CompassOutlined />}
        title={t('place.nowhere')}
        hint={t('place.nowhereHint')}
        action={
          <Button type="primary" href={hrefOf(landingOf(role))}>
            {t('place.home')}
          </Button>
        }
      />
    </div>
  );
}
