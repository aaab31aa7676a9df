import { part } from '../parts/part.tsx';

/** The browser does not wait while it prints: what stands on paper is there as soon as the page that it is printed from. */
const onPaper = () => import('../print/print-instead.tsx');
const withPaper = async <T>(page: Promise<T>): Promise<T> => {
  await Promise.allSettled([page, onPaper()]);
  return page;
};

export const AccountsPage = part(async () => (await import('../admin/accounts-page.tsx')).AccountsPage);
export const AuditPage = part(async () => (await import('../admin/audit-page.tsx')).AuditPage);
export const CreatePage = part(async () => (await import('../create/create-page.tsx')).CreatePage);
export const DevicesPage = part(async () => (await import('../admin/devices-page.tsx')).DevicesPage);
export const HealthPage = part(async () => (await import('../admin/health-page.tsx')).HealthPage);
export const NeedsPage = part(async () => (await import('../needs/needs-page.tsx')).NeedsPage);
export const NewPlanPage = part(async () => (await import('../plans/new-plan-page.tsx')).NewPlanPage);
export const OrderPage = part(async () => (await withPaper(import('../order/order-page.tsx'))).OrderPage);
export const OrdersPage = part(async () => (await withPaper(import('../orders/orders-page.tsx'))).OrdersPage);
export const OrderTypePage = part(async () => (await import('../order-types/order-type-page.tsx')).OrderTypePage);
export const OrderTypesPage = part(async () => (await import('../order-types/order-types-page.tsx')).OrderTypesPage);
export const PlanPage = part(async () => (await import('../plans/plan-page.tsx')).PlanPage);
export const PlansPage = part(async () => (await import('../plans/plans-page.tsx')).PlansPage);
export const PrintInstead = part(async () => (await onPaper()).PrintInstead);
export const PrintOrderPage = part(async () => (await import('../print/print-pages.tsx')).PrintOrderPage);
export const PrintOrdersPage = part(async () => (await import('../print/print-pages.tsx')).PrintOrdersPage);
export const SettingsPage = part(async () => (await import('../settings/settings-page.tsx')).SettingsPage);
export const ReviewOrderPage = part(async () => (await import('../review/review-order-page.tsx')).ReviewOrderPage);
export const ReviewQueuePage = part(async () => (await import('../review/review-queue-page.tsx')).ReviewQueuePage);
