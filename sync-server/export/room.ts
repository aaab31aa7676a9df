import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { exportRoles } from '../../bridge/office.ts';
import { problem } from '../../domain/problem.ts';
import { byActor } from '../audit/audited-calls.ts';
import type { OfficeContext } from '../context.ts';
import { parse } from '../door/parse.ts';
import { failureLog } from '../http/failure-log.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import { dayIn } from '../orders/order-number.ts';
import type { Room } from '../room.ts';
import { csvFile, jsonFile } from './answer-file.ts';
import type { Names } from './answer-table.ts';
import { AnswersQuery } from './answers-query.ts';

const kinds = {
  csv: { mediaType: 'text/csv; charset=utf-8', file: csvFile },
  json: { mediaType: 'application/json; charset=utf-8', file: jsonFile },
} as const;

/** `GET /export/answers.csv` and `.json`, for whoever may list orders. */
export const exportRoom: Room = (app, context) => {
  const answer = (kind: keyof typeof kinds) => async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = actorOf(request);
    if (!exportRoles.includes(actor.account.role)) throw new Refusal(problem('access.role'));
    const { customer, ...filters } = parse(AnswersQuery, request.query);
    const { mediaType, file } = kinds[kind];
    const orderIds = context.orders.ids(filters);
    // Names of filters only: what was searched for may be a customer's name.
    const asked = Object.keys((request.query ?? {}) as object).sort();
    await context.audit.note({
      action: 'export.answers',
      ...byActor(actor),
      address: request.ip,
      details: { kind, orders: orderIds.length, customer, filters: asked.join(' ') },
    });
    const pieces = file({
      orders: context.orders,
      orderIds,
      names: namesIn(context),
      onlyConflicts: filters.onlyConflicts,
      customer,
      failed: failureLog(context.log, 'export'),
    });
    const day = dayIn(context.config.policy.timeZone, context.clock.now());
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': mediaType,
        'content-disposition': `attachment; filename="answers-${day}.${kind}"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Readable.from(pieces, { objectMode: false }));
  };
  app.get('/export/answers.csv', answer('csv'));
  app.get('/export/answers.json', answer('json'));
  return Promise.resolve();
};

/** As they are called when the file is asked for; an account or device that nobody knows keeps its id. */
function namesIn({ accounts }: OfficeContext): Names {
  const people = new Map(accounts.list().map((account) => [account.accountId, account.name]));
  const devices = new Map(accounts.devices().map((device) => [device.deviceId, device.label]));
  return { person: (id) => people.get(id) ?? id, device: (id) => devices.get(id) ?? '' };
}
