import { type ComponentType, lazy } from 'react';

// The browser does not wait while it prints: what stands on paper is there before (print/print-instead.tsx).
export { PrintOrderPage, PrintOrdersPage } from '../print/print-pages.tsx';

/** A page whose program is loaded when it is first opened: nobody waits for what other roles use. */
const page = <P extends object>(load: () => Promise<ComponentType<P>>) => lazy(async () => ({ default: await load() }));

export const AccountsPage = page(async () => (await import('../admin/accounts-page.tsx')).AccountsPage);
export const AuditPage = page(async () => (await import('../admin/audit-page.tsx')).AuditPage);
export const CreatePage = page(async () => (await import('../create/create-page.tsx')).CreatePage);
export const DevicesPage = page(async () => (await import('../admin/devices-page.tsx')).DevicesPage);
export const HealthPage = page(async () => (await import('../admin/health-page.tsx')).HealthPage);
export const NeedsPage = page(async () => (await import('../needs/needs-page.tsx')).NeedsPage);
export const NewPlanPage = page(async () => (await import('../plans/new-plan-page.tsx')).NewPlanPage);
export const OrderPage = page(async () => (await import('../order/order-page.tsx')).OrderPage);
export const OrdersPage = page(async () => (await import('../orders/orders-page.tsx')).OrdersPage);
export const OrderTypePage = page(async () => (await import('../order-types/order-type-page.tsx')).OrderTypePage);
export const OrderTypesPage = page(async () => (await import('../order-types/order-types-page.tsx')).OrderTypesPage);
export const PlanPage = page(async () => (await import('../plans/plan-page.tsx')).PlanPage);
export const PlansPage = page(async () => (await import('../plans/plans-page.tsx')).PlansPage);
export const SettingsPage = page(async () => (await import('../settings/settings-page.tsx')).SettingsPage);
export const ReviewOrderPage = page(async () => (await import('../review/review-order-page.tsx')).ReviewOrderPage);
export const ReviewQueuePage = page(async () => (await import('../review/review-queue-page.tsx')).ReviewQueuePage);
