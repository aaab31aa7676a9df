import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { OfficeContext } from '../context.ts';
import type { Database } from '../database/types.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { sendProblem } from '../http/errors.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { Room } from '../room.ts';
import { parse } from './parse.ts';
import { shelfOf, writableShelfOf } from './shelf.ts';

const LocalBody = z.looseObject({ _rev: z.string().max(40).optional(), _deleted: z.undefined().optional() });
/** CouchDB's replicator keeps 50 sessions in a checkpoint, each with three sequences and its numbers: some 60 KB. */
const largest = 256 * 1024;
/** A replication id is a hash in base64 with `.`; anything longer or stranger is nobody's checkpoint. */
const idPattern = /^[\w.~%+=-]{1,120}$/;

/** Checkpoints of one mailbox: a few devices, each with a few replicators that left theirs behind over the years; and their bytes. [P] */
const mostKept = 64;
const mostBytes = 4 * 1024 * 1024;
/** Another office process writes the list once for each checkpoint of a new size: more turns than this is a store that takes nothing. */
const mostTurns = 50;
/** what they are and how large, so that they can be counted: no store tells; beside the router's own, where no client reaches */
const listName = 'door-checkpoints';

/** Clients' checkpoints lie beside the router's own, which no client may touch: under a prefix. */
const keptAs = (id: string): string => `client-${id}`;

/** `GET` and `PUT /db/<mailbox>/_local/<id>`: a replicator's checkpoints. */
export const localDocuments = async (app: Parameters<Room>[0], context: OfficeContext): Promise<void> => {
  const alone = oneAtATime();

  const idOf = (params: unknown): string => {
    const { id } = params as { id: string };
    if (!idPattern.test(id)) throw new Refusal(problem('notFound'));
    return id;
  };

  app.route({
    method: ['GET', 'HEAD'],
    url: '/db/:name/_local/:id',
    handler: async (request, reply) => {
      const id = idOf(request.params);
      const found = await shelfOf(context, request).database.getLocal(keptAs(id));
      if (found === null) return sendProblem(request, reply, problem('notFound'));
      return reply.send({ ...found, _id: `_local/${id}` });
    },
  });

  app.put('/db/:name/_local/:id', { bodyLimit: largest, config: { draining: true } }, async (request, reply) => {
    const id = idOf(request.params);
    const database = writableShelfOf(context, request);
    const { _rev, _id: _, ...body } = parse(LocalBody, request.body);
    const put = await alone(database.name, async () => {
      const { account, deviceId } = actorOf(request);
      const isGone = (given: string): boolean =>
        !context.accounts.devicesOf(account.accountId).some((one) => one.deviceId === given && one.revokedAt === null);
      await noteSize(database, { id, bytes: Buffer.byteLength(JSON.stringify(body)), deviceId }, isGone);
      return database.putLocal(keptAs(id), body, _rev);
    });
    if (put === null) return reply.code(409).send({ error: 'conflict', reason: 'Document update conflict.' });
    context.accounts.seen(actorOf(request));
    return reply.code(201).send({ ok: true, id: `_local/${id}`, rev: put.rev });
  });
};

type Noted = { readonly id: string; readonly bytes: number; readonly deviceId: string | null };

/** Counts a checkpoint before it is written; those of devices that are gone are emptied and forgotten. @throws Refusal `limit.checkpoints` */
async function noteSize(
  database: Database,
  { id, bytes, deviceId }: Noted,
  isGone: (deviceId: string) => boolean,
): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const stored = await database.getLocal(listName);
    const known = { sizes: Sizes.catch({}).parse(stored?.sizes), writers: Writers.catch({}).parse(stored?.writers) };
    if (known.sizes[id] === bytes && (deviceId === null || known.writers[id] === deviceId)) return;
    const left = Object.entries(known.writers).filter(([other, writer]) => other !== id && isGone(writer));
    const gone = new Set(left.map(([other]) => other));
    const kept = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(Object.entries(all).filter(([other]) => !gone.has(other)));
    const sizes = { ...kept(known.sizes), [id]: bytes };
    const writers = { ...kept(known.writers), ...(deviceId === null ? {} : { [id]: deviceId }) };
    const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    if (Object.keys(sizes).length > mostKept || (total > mostBytes && bytes > (known.sizes[id] ?? 0)))
      throw new Refusal(problem('limit.checkpoints', { most: mostKept, bytes: mostBytes }));
    // Emptied before they are forgotten: what a kill leaves is still counted. A replicator that comes back begins anew.
    for (const other of gone) {
      const checkpoint = await database.getLocal(keptAs(other));
      if (checkpoint !== null) await database.putLocal(keptAs(other), {}, checkpoint._rev);
    }
    // Another office wrote it meanwhile: read again.
    if ((await database.putLocal(listName, { sizes, writers }, stored?._rev)) !== null) return;
  }
  throw new DatabaseUnavailable('the list of checkpoints changes all the time', { told: false });
}

const Sizes = z.record(z.string(), z.number());
const Writers = z.record(z.string(), z.string());
