import { NewOrder } from '../../bridge/office.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { judgeWindow } from '../../domain/work-order/agreed-window.ts';
import { missingOf } from '../orders/create-order.ts';
import type { Handlers } from './call.ts';
import { phonesOrRefused } from './make-move.ts';

export const orderCreation = {
  'workOrder.create': async ({ requestKey: _, ...order }, { office, actor, unique }) => {
    const { phone, alternatePhone } = order.customer;
    const phones = phonesOrRefused([
      ['customer.phone', phone],
      ['customer.alternatePhone', alternatePhone],
    ]);
    if (!phones.ok) return phones;
    const { appointment } = order;
    const window = appointment === undefined ? ok(null) : judgeWindow(appointment, office.clock.now());
    if (!window.ok) return window;
    return office.orders.create(actor, order, { source: 'form', orderId: unique });
  },
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
  'workOrder.previewTmf': async ({ body }, { office }) => {
    const read = office.hooks.fromTmf(body);
    if (!read.ok) return read;
    const { order, missing } = read.value;
    const type = office.orders.definition(order.orderType);
    const given = NewOrder.safeParse(order);
    if (!given.success)
      return refused(problem('input.invalid', { where: given.error.issues[0]?.path.join('.') ?? '' }));
    const { products, resources } = given.data;
    const lacks = [...missingOf(type?.products ?? [], products), ...missingOf(type?.resources ?? [], resources)];
    return ok({ missing: [...new Set([...missing, ...lacks])] });
  },
} as const satisfies Partial<Handlers>;
