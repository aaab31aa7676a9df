import { type ReactNode, type RefObject, Suspense, useRef } from 'react';
import { useLive } from '../office/live.ts';
import { usePerson } from '../office/office-context.tsx';
import { Loading } from '../office/states.tsx';
import { PartBoundary } from '../parts/part-boundary.tsx';
import { useKeptScroll } from '../place/use-kept-scroll.ts';
import { hrefOf, type Route, useRoute } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { Connection } from './connection.tsx';
import { Navigation } from './navigation.tsx';
import { NoSuchPage, NotYours } from './no-page.tsx';
import {
  AccountsPage,
  AuditPage,
  CreatePage,
  DevicesPage,
  HealthPage,
  NeedsPage,
  NewPlanPage,
  OrderPage,
  OrdersPage,
  OrderTypePage,
  OrderTypesPage,
  PlanPage,
  PlansPage,
  PrintInstead,
  PrintOrderPage,
  PrintOrdersPage,
  ReviewOrderPage,
  ReviewQueuePage,
  SettingsPage,
} from './pages.ts';
import { areaOf, mayOpen, pageFor } from './pages-by-role.ts';
import { UserMenu } from './user-menu.tsx';

/** The frame around every page: navigation by role, the link's state, who is signed in. */
export function Frame({ signedOut }: { readonly signedOut: () => void }): ReactNode {
  const person = usePerson();
  const live = useLive();
  const { t } = useWords();
  const route = pageFor(person.role, useRoute());
  const address = hrefOf(route);
  const main = useRef<HTMLElement>(null);
  const area = areaOf(route.page);

  if (route.page === 'printOrders' && mayOpen(person.role, route))
    return (
      <PartBoundary>
        <Suspense fallback={null}>
          <PrintOrdersPage />
        </Suspense>
      </PartBoundary>
    );
  if (route.page === 'printOrder' || route.page === 'jobSheet')
    return (
      <PartBoundary key={address}>
        <Suspense fallback={null}>
          <PrintOrderPage orderId={route.orderId} kind={route.page === 'printOrder' ? 'order' : 'sheet'} />
        </Suspense>
      </PartBoundary>
    );
  return (
    <>
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
        <Main main={main} key={address}>
          <PartBoundary>
            <Suspense fallback={<Loading rows={8} />}>
              {mayOpen(person.role, route) ? <Page route={route} /> : <NotYours route={route} />}
            </Suspense>
          </PartBoundary>
        </Main>
      </div>
      {printsOtherwise(route) && (
        <PartBoundary quiet>
          <Suspense fallback={null}>
            <PrintInstead route={route} />
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
}

/** Pages whose paper is not what stands on the screen. */
const printsOtherwise = ({ page }: Route): boolean => page === 'orders' || page === 'order';

/** A page begins at its top, or where it was left. */
function Main({
  main,
  children,
}: {
  readonly main: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}): ReactNode {
  useKeptScroll(main, { name: 'y' });
  return (
    <main id="main" ref={main} tabIndex={-1} className="console-main">
      {children}
    </main>
  );
}

function Page({ route }: { readonly route: Route }): ReactNode {
  switch (route.page) {
    case 'home':
    case 'printOrders':
    case 'printOrder':
    case 'jobSheet':
      return null;
    case 'nowhere':
      return <NoSuchPage />;
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
    case 'settings':
      return <SettingsPage />;
    case 'orderTypes':
      return <OrderTypesPage />;
    case 'orderType':
      return <OrderTypePage typeKey={route.key} version={route.version} tab={route.tab} />;
  }
}
