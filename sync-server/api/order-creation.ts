import type { Handlers } from './call.ts';

export const orderCreation = {
  'workOrder.create': async ({ requestKey: _, ...order }, { office, actor, unique }) =>
    office.orders.create(actor, order, { source: 'form', orderId: unique }),
  'workOrder.createFromTmf': async ({ body }, { office, actor, unique }) => {
    const read = office.hooks.fromTmf(body);
    if (!read.ok) return read;
    return office.orders.create(actor, read.value.order, {
      source: 'tmf697',
      orderId: unique,
      missing: read.value.missing,
      came: read.value.came,
    });
  },
} as const satisfies Partial<Handlers>;
