import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../../domain/ids.ts';
import { workCalendar } from '../../domain/plan/working-day.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { Room } from '../room.ts';
import { accepted, createDoor } from './create-door.ts';
import { orderFromTmf } from './order-from-tmf.ts';
import { orderToTmf } from './order-to-tmf.ts';
import { chosenFields, passes, readQuery } from './query.ts';
import { tmfRoot } from './tmf-work-order.ts';

const readers: readonly string[] = ['dispatcher', 'reviewer', 'administrator'];
const writers: readonly string[] = ['dispatcher'];

/** TMF697 v4 Work Order Management, enough to create orders and to follow them. */
export const tmfRoom: Room = (app, office) => {
  office.hooks.fromTmf = (body) => {
    const { definitions, settings } = office.orders.definitions();
    return orderFromTmf(body, definitions, workCalendar(settings.calendar?.values ?? {}).utcOffsetMinutes);
  };
  app.register((scope, _options, done) => {
    scope.addHook('preSerialization', async (_request, reply, payload) => asTmfError(payload, reply.statusCode));
    scope.addHook('preHandler', async (request) => {
      const may = request.method === 'POST' ? writers : readers;
      if (!may.includes(actorOf(request).account.role)) throw new Refusal(problem('access.role'));
    });
    scope.post(tmfRoot, createDoor(office));
    scope.get(`${tmfRoot}/:orderId`, readOne);
    scope.get(tmfRoot, readMany);
    for (const [url, allow] of [
      [tmfRoot, 'GET, POST'],
      [`${tmfRoot}/:orderId`, 'GET'],
    ] as const)
      scope.route({
        method: allow === 'GET' ? ['POST', 'PUT', 'PATCH', 'DELETE'] : ['PUT', 'PATCH', 'DELETE'],
        url,
        // Before the body is read: whatever it is, it would not be taken.
        preParsing: async (request, reply) => {
          void reply.header('Allow', allow);
          throw new Refusal(problem('call.method', { method: request.method }));
        },
        handler: async (_request, reply) => reply,
      });
    scope.all('/tmf-api/*', async () => {
      throw new Refusal(problem('notFound'));
    });
    done();
  });
  return Promise.resolve();

  async function readOne(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { orderId } = request.params as { orderId: string };
    const { fields } = accepted(readQuery(request.query));
    if (!isId(orderId)) throw new Refusal(problem('order.unknown'));
    return reply.send(chosenFields(orderToTmf(accepted(await office.orders.load(orderId))), fields));
  }

  async function readMany(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { filters, offset, limit, fields } = accepted(readQuery(request.query));
    const { orders: rows, total } = office.orders.list({ filters: (row) => passes(row, filters), offset, limit });
    const page = await Promise.all(rows.map((one) => office.orders.load(one.orderId)));
    const orders = page.flatMap((one) => (one.ok ? [chosenFields(orderToTmf(one.value), fields)] : []));
    return reply.headers({ 'X-Total-Count': total, 'X-Result-Count': orders.length }).send(orders);
  }
};

/** Whatever refuses on this door says it in TMF's words: our code in `code`, the sentence in `reason`. */
function asTmfError(payload: unknown, status: number): unknown {
  const refused = payload as { ok?: unknown; problem?: Problem } | null;
  if (refused?.ok !== false || !refused.problem) return payload;
  const { code, message, details } = refused.problem;
  return { '@type': 'Error', code, reason: message, message: JSON.stringify(details), status: String(status) };
}
