import { ok } from '../../domain/result.ts';
import type { Handlers } from './call.ts';

export const orderTypeCalls = {
  'orderTypes.versions': async (_argument, { office }) => ok({ types: office.orders.orderTypes.versions() }),
  'orderTypes.open': async ({ key, version }, { office }) => office.orders.orderTypes.open(key, version),
  'orderTypes.publish': async ({ text }, { office, actor }) =>
    office.orders.orderTypes.publish(text, actor.account.accountId),
  'settings.versions': async (_argument, { office }) => ok({ settings: office.orders.orderTypes.settings() }),
  'settings.publish': async ({ key, values, seen }, { office, actor }) =>
    office.orders.publishSettings({ key, values }, actor.account.accountId, seen),
} as const satisfies Partial<Handlers>;
