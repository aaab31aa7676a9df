import type { z } from 'zod';
import { type OfficeCallName, officeCalls, officeRoles } from '../../bridge/office.ts';
import { problem } from '../../domain/problem.ts';
import { type Result, refused } from '../../domain/result.ts';
import { cutText } from '../../domain/text/cut.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { byActor, noteOfCall } from '../audit/audited-calls.ts';
import { notedOnce } from '../audit/noted-once.ts';
import { sendProblem } from '../http/errors.ts';
import { failureLog } from '../http/failure-log.ts';
import { actorOf, sessionCookie } from '../http/session-hook.ts';
import type { Room } from '../room.ts';
import type { CallContext, Handler } from './call.ts';
import { handlers } from './handlers.ts';
import { once } from './once.ts';
import { editOf } from './overtaken.ts';
import { countKeys, keptKeys, sweepKeys } from './request-keys.ts';

/** What a revoked device may still call while it hands over what it holds. */
const drainingCalls: ReadonlySet<OfficeCallName> = new Set<OfficeCallName>(['session.state', 'evidence.held']);

/** `POST /api/call/<name>`: parsed, role checked, run once per key, answered as a `Result`. */
export const callDoor: Room = async (app, office) => {
  const { now } = office.clock;
  const sweep = () => sweepKeys(office.office, now()).catch(failureLog(office.log, 'request keys'));
  const sweeping = setInterval(() => void sweep(), keptKeys.everyMs).unref();
  app.addHook('onClose', async () => clearInterval(sweeping));
  const keyed = { office: office.office, alone: oneAtATime(), makeId: office.makeId, now, added: countKeys(sweep) };

  const onceNoted = notedOnce();

  app.post('/api/call/:name', { config: { draining: true, outlivesSession: true } }, async (request, reply) => {
    const actor = actorOf(request);
    const { name } = request.params as { name: string };
    if (!isCall(name)) return sendProblem(request, reply, problem('call.unknown', { name: cutText(name, 60) }));
    const roles = officeRoles[name];
    if (roles !== 'any' && !roles.includes(actor.account.role))
      return sendProblem(request, reply, problem('access.role'));
    if (actor.draining && !drainingCalls.has(name))
      return sendProblem(request, reply, problem('session.deviceRevoked'));

    const parsed = parseArgument(name, request.body ?? {});
    if (!parsed.ok) return sendProblem(request, reply, parsed.problem);
    const key = requestKey(parsed.value, request.headers['idempotency-key']);
    const edit = editOf(name, parsed.value);
    const run = (unique: string) => handle(name, parsed.value, { office, actor, unique, requestKey: key, edit });
    // A key that a header names for a call which does not know it holds nothing back, and so hides nothing from the trail either.
    const onceBy = 'requestKey' in officeCalls[name].argument.shape ? key : undefined;
    const answer =
      onceBy !== undefined
        ? await once(keyed, { accountId: actor.account.accountId, key: onceBy, name, argument: parsed.value }, run)
        : await run(office.makeId());
    if (!answer.ok) return sendProblem(request, reply, answer.problem);
    const note = noteOfCall(name, parsed.value, answer.value, office.accounts);
    if (note !== null)
      await onceNoted(onceBy === undefined ? undefined : `${actor.account.accountId}/${onceBy}`, () =>
        office.audit.note({ ...note, ...byActor(actor), address: request.ip }),
      );
    if (name === 'session.signOut') void reply.clearCookie(sessionCookie, { path: '/' });
    return reply.header('cache-control', 'no-store').send({ ok: true, value: answer.value });
  });
};

const isCall = (name: string): name is OfficeCallName => Object.hasOwn(officeCalls, name);

function parseArgument(name: OfficeCallName, body: unknown): Result<object> {
  const parsed = (officeCalls[name].argument as z.ZodType<object>).safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const where = cutText(issue?.path.join('.') ?? '', 120);
  const more = issue?.code === 'unrecognized_keys' ? cutText(issue.keys.join(', '), 80) : '';
  return refused(problem('input.invalid', { where: [where, more].filter(Boolean).join(' ') || 'body' }));
}

function requestKey(argument: object, header: string | string[] | undefined): string | undefined {
  if ('requestKey' in argument && typeof argument.requestKey === 'string') return argument.requestKey;
  return typeof header === 'string' && header.length > 0 && header.length <= 120 ? header : undefined;
}

const handle = (name: OfficeCallName, argument: object, call: CallContext): Promise<Result<unknown>> =>
  (handlers[name] as unknown as Handler<'session.state'>)(argument as Record<string, never>, call);
