import { type ReactNode, useEffect, useRef } from 'react';
import { AccountsPage } from '../admin/accounts-page.tsx';
import { AuditPage } from '../admin/audit-page.tsx';
import { DevicesPage } from '../admin/devices-page.tsx';
import { HealthPage } from '../admin/health-page.tsx';
import { CreatePage } from '../create/create-page.tsx';
import { NeedsPage } from '../needs/needs-page.tsx';
import { useLive } from '../office/live.ts';
import { usePerson } from '../office/office-context.tsx';
import { OrderPage } from '../order/order-page.tsx';
import { OrderTypePage } from '../order-types/order-type-page.tsx';
import { OrderTypesPage } from '../order-types/order-types-page.tsx';
import { OrdersPage } from '../orders/orders-page.tsx';
import { NewPlanPage } from '../plans/new-plan-page.tsx';
import { PlanPage } from '../plans/plan-page.tsx';
import { PlansPage } from '../plans/plans-page.tsx';
import { ReviewOrderPage } from '../review/review-order-page.tsx';
import { ReviewQueuePage } from '../review/review-queue-page.tsx';
import { hrefOf, type Route, useRoute } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { Connection } from './connection.tsx';
import { Navigation } from './navigation.tsx';
import { areaOf, pageFor } from './pages-by-role.ts';
import { UserMenu } from './user-menu.tsx';

/** The frame around every page: navigation by role, the link's state, who is signed in. */
export function Frame({ signedOut }: { readonly signedOut: () => void }): ReactNode {
  const person = usePerson();
  const live = useLive();
  const { t } = useWords();
  const route = pageFor(person.role, useRoute());
  const address = hrefOf(route);
  const main = useRef<HTMLElement>(null);
  const area = route.page === 'home' ? null : areaOf(route.page);

  // A new page begins at its top, and a screen reader is told of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changes the page
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [address]);

  return (
    <div className="console-frame">
      <button type="button" className="console-skip" onClick={() => main.current?.focus()}>
        {t('skip')}
      </button>
      <Navigation area={area} />
      <header className="console-bar">
        <span className="console-bar-title">{t('title')}</span>
        <Connection live={live} />
        <UserMenu signedOut={signedOut} />
      </header>
      <main id="main" ref={main} tabIndex={-1} className="console-main" key={address}>
        <Page route={route} />
      </main>
    </div>
  );
}

function Page({ route }: { readonly route: Route }): ReactNode {
  switch (route.page) {
    case 'home':
      return null;
    case 'needs':
      return <NeedsPage />;
    case 'orders':
      return <OrdersPage />;
    case 'create':
      return <CreatePage />;
    case 'order':
      return <OrderPage orderId={route.orderId} />;
    case 'plans':
      return <PlansPage />;
    case 'newPlan':
      return <NewPlanPage />;
    case 'plan':
      return <PlanPage planId={route.planId} />;
    case 'review':
      return <ReviewQueuePage />;
    case 'reviewOrder':
      return <ReviewOrderPage orderId={route.orderId} />;
    case 'accounts':
      return <AccountsPage />;
    case 'devices':
      return <DevicesPage />;
    case 'health':
      return <HealthPage />;
    case 'audit':
      return <AuditPage />;
    case 'orderTypes':
      return <OrderTypesPage />;
    case 'orderType':
      return <OrderTypePage typeKey={route.key} version={route.version} tab={route.tab} />;
  }
}
