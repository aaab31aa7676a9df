import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { JsonValue } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { type Result, refused } from '../../domain/result.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { once } from '../api/once.ts';
import { countKeys, sweepKeys } from '../api/request-keys.ts';
import type { OfficeContext } from '../context.ts';
import { failureLog } from '../http/failure-log.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { CreatedOrder } from '../orders/types.ts';
import { orderToTmf } from './order-to-tmf.ts';

const TmfBody = z.record(z.string(), JsonValue);
const longestKey = 120;

/**
 * Creates once: by `Idempotency-Key`, and by `externalId` within one client. The same body finds the first order (201),
 * another body is refused: `order.keyReused`, `order.externalIdTaken`.
 */
export function createDoor(
  office: OfficeContext,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const { now } = office.clock;
  // The hourly sweep is the call door's; here a flood of keys is noticed.
  const added = countKeys(() => sweepKeys(office.office, now()).catch(failureLog(office.log, 'request keys')));
  const parts = { office: office.office, alone: oneAtATime(), makeId: office.makeId, now, added };
  return async (request, reply) => {
    const argument = accepted(parsedBody(request.body));
    const { order, missing, came } = accepted(office.hooks.fromTmf(argument));
    const actor = actorOf(request);
    const { accountId } = actor.account;
    const { externalId } = order;
    const make = (orderId: string): Promise<Result<CreatedOrder>> =>
      office.orders.create(actor, order, { source: 'tmf697', orderId, missing, came });
    const forExternalId = async (orderId: string): Promise<Result<CreatedOrder>> => {
      if (externalId === undefined) return make(orderId);
      const created = await once(
        parts,
        { accountId, key: `tmf697 ${externalId}`, name: 'tmf697', argument, lasting: true },
        make,
      );
      const taken = !created.ok && created.problem.code === 'order.keyReused';
      return taken ? refused(problem('order.externalIdTaken', { externalId })) : created;
    };
    const key = idempotencyKey(request);
    const created = key
      ? await once(parts, { accountId, key: ownKey(key), name: 'tmf697', argument }, forExternalId)
      : await forExternalId(office.makeId());
    const made = orderToTmf(accepted(await office.orders.load(accepted(created).orderId)));
    return reply.code(201).header('Location', made.href).send(made);
  };
}

/** One that looks as an external id is kept would wait for itself; no header holds a line break. */
const ownKey = (key: string): string => (key.startsWith('tmf697 ') ? `key\n${key}` : key);

/** The value, or the refusal as an answer. */
export function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(result.problem);
}

function parsedBody(body: unknown): Result<z.infer<typeof TmfBody>> {
  const parsed = TmfBody.safeParse(body);
  return parsed.success ? { ok: true, value: parsed.data } : refused(problem('input.invalid', { where: 'workOrder' }));
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (Array.isArray(key) || (key?.length ?? 0) > longestKey)
    throw new Refusal(problem('input.invalid', { where: 'Idempotency-Key' }));
  return key || undefined;
}
