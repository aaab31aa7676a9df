import { Readable } from 'node:stream';
import { exportRoles, type OfficeSummary } from '../../bridge/office.ts';
import { sortingOf, sortOrders } from '../../bridge/order-sorting.ts';
import { type Language, problem } from '../../domain/problem.ts';
import { byActor } from '../audit/audited-calls.ts';
import { parse } from '../door/parse.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import { dayIn } from '../orders/order-number.ts';
import type { Room } from '../room.ts';
import { ListQuery } from './answers-query.ts';
import { byteOrderMark, csvRecord } from './csv.ts';
import { listHead, listRow } from './list-table.ts';

/** Rows handed over at once: the text of a large list does not stand in memory as a whole. */
const rowsAtOnce = 500;

/** `GET /export/orders.csv`: the list of orders as it is filtered and sorted, one row an order, for whoever may list them. */
export const listRoom: Room = (app, context) => {
  app.get('/export/orders.csv', async (request, reply) => {
    const actor = actorOf(request);
    if (!exportRoles.includes(actor.account.role)) throw new Refusal(problem('access.role'));
    const { language, sort, ...filters } = parse(ListQuery, request.query);
    const found = context.orders.list({ ...filters, limit: context.orders.count() + 1, offset: 0 }).orders;
    const sorting = sortingOf(sort ?? null);
    const orders = sorting === null ? found : sortOrders(found, sorting);
    // Names of filters only: what was searched for may be a customer's name.
    const asked = Object.keys((request.query ?? {}) as object).sort();
    await context.audit.note({
      action: 'export.orders',
      ...byActor(actor),
      address: request.ip,
      details: { kind: 'csv', orders: orders.length, customer: true, filters: asked.join(' ') },
    });
    const { timeZone } = context.config.policy;
    const day = dayIn(timeZone, context.clock.now());
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="orders-${day}.csv"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Readable.from(piecesOf(orders, language, timeZone), { objectMode: false }));
  });
  return Promise.resolve();
};

function* piecesOf(orders: readonly OfficeSummary[], language: Language, timeZone: string): Generator<string> {
  const time = timesIn(timeZone);
  yield byteOrderMark + csvRecord(listHead(language));
  for (let first = 0; first < orders.length; first += rowsAtOnce)
    yield orders
      .slice(first, first + rowsAtOnce)
      .map((order) => csvRecord(listRow(order, { language, time })))
      .join('');
}

/** `2026-11-30 14:05` in the office's zone, which spreadsheets take for a time. */
function timesIn(timeZone: string): (iso: string | null) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (iso) => (iso === null ? '' : format.format(new Date(iso)));
}
