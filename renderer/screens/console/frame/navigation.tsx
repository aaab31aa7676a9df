import {
  AuditOutlined,
  BellOutlined,
  CalendarOutlined,
  SettingOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { usePerson } from '../office/office-context.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { leftAt } from '../place/place.ts';
import { hrefOf } from '../route.ts';
import { Mark } from '../session/mark.tsx';
import { useWords } from '../words/use-words.ts';
import { type Area, areasOf, pageOfArea } from './pages-by-role.ts';

const icons: { readonly [A in Area]: ReactNode } = {
  needs: <BellOutlined />,
  orders: <UnorderedListOutlined />,
  plans: <CalendarOutlined />,
  review: <AuditOutlined />,
  admin: <SettingOutlined />,
};

/** The rail on the left: the areas of the signed-in role, with how much waits in each. */
export function Navigation({ area }: { readonly area: Area | null }): ReactNode {
  const { role } = usePerson();
  const { t } = useWords();
  const needs = useOfficeRead('orders.needs', { limit: 0 }, role === 'dispatcher');
  const queue = useOfficeRead('review.queue', { limit: 0 }, role === 'reviewer');
  const waiting: { readonly [A in Area]?: number } = {
    needs: needs.data?.total ?? 0,
    review: queue.data?.total ?? 0,
  };
  return (
    <nav className="console-rail" aria-label={t('nav.label')}>
      <a href={hrefOf({ page: 'home' })} className="console-rail-mark" aria-label={t('title')}>
        <Mark size={40} />
      </a>
      {areasOf(role).map((name) => (
        <a
          key={name}
          href={leftAt(hrefOf({ page: pageOfArea[name] }))}
          data-testid={`nav-${name}`}
          aria-current={area === name ? 'page' : undefined}
        >
          <span className="console-rail-icon" aria-hidden="true">
            {icons[name]}
          </span>
          <span>{t(`nav.${name}`)}</span>
          {(waiting[name] ?? 0) > 0 && (
            <span className="console-rail-count">
              {waiting[name]}
              <span className="visually-hidden"> {t('nav.waiting')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
