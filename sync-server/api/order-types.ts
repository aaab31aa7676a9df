import { ok } from '../../domain/result.ts';
import type { Handlers } from './call.ts';

export const orderTypeCalls = {
  'orderTypes.versions': async (_argument, { office }) => ok({ types: office.orders.orderTypes.versions() }),
  'orderTypes.open': async ({ key, version }, { office }) => office.orders.orderTypes.open(key, version),
  'orderTypes.publish': async ({ text }, { office, actor }) =>
    office.orders.orderTypes.publish(text, actor.account.accountId),
  'settings.publish': async ({ key, values }, { office, actor }) =>
    office.orders.publishSettings({ key, values }, actor.account.accountId),
} as const satisfies Partial<Handlers>;
