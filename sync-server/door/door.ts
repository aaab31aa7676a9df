import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../../domain/problem.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { Author } from '../access/judge-document.ts';
import { isRevision } from '../access/revision-path.ts';
import type { Actor } from '../accounts/types.ts';
import type { OfficeContext } from '../context.ts';
import { type Database, DatabaseMissing, type IncomingDocument, type RevsDiff } from '../database/types.ts';
import { bodyLimit } from '../http/app.ts';
import { sendProblem } from '../http/errors.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { Room } from '../room.ts';
import { bulkGetInPieces, changesNow, streamChanges } from './changes-feed.ts';
import { answerInTurn, lineOf } from './in-turn.ts';
import { localDocuments } from './local-documents.ts';
import { multipartOf, takesMultipart } from './multipart.ts';
import { takesGzip } from './open-stream.ts';
import { makeOrderBounds } from './order-bounds.ts';
import { parse } from './parse.ts';
import { makeQuarantine } from './quarantine.ts';
import {
  BulkDocsBody,
  BulkGetBody,
  BulkGetQuery,
  ChangesBody,
  ChangesQuery,
  DocumentQuery,
  RevsDiffBody,
  refusedParameters,
} from './queries.ts';
import { shelfOf, writableShelfOf } from './shelf.ts';
import { takeDocuments } from './take-documents.ts';
import { makeWeighing } from './weigh-clock.ts';

/** reads of many documents side by side: LevelDB has four threads, the rest only takes memory */
const readAtOnce = 8;
const handful = 24;

/** `/db/<mailbox>` and `/db/catalogue`: CouchDB's replication protocol and nothing else of CouchDB (ADR 0007). */
export const door: Room = async (app, context) => {
  const alone = oneAtATime();
  const line = lineOf(readAtOnce);
  const feeds = context.streams;
  const quarantine = makeQuarantine(context);
  const clocks = makeWeighing(context);
  const roomFor = makeOrderBounds(context.orders);
  const handsOver = { config: { draining: true } } as const;

  app.route({
    method: ['GET', 'HEAD'],
    url: '/db/:name',
    ...handsOver,
    handler: async (request, reply) => {
      const info = await existing(() => shelfOf(context, request).database.info());
      return reply.send({ ...info, db_name: (request.params as { name: string }).name });
    },
  });

  app.get('/db/:name/_changes', (request, reply) => changes(request, reply, request.query));
  app.post('/db/:name/_changes', (request, reply) =>
    changes(request, reply, { ...parse(ChangesBody, request.body ?? {}), ...(request.query as object) }),
  );

  app.post('/db/:name/_revs_diff', { ...handsOver, bodyLimit }, async (request, reply) => {
    const { database } = shelfOf(context, request);
    return reply.send(await existing(() => revsDiff(database, parse(RevsDiffBody, request.body))));
  });

  app.post('/db/:name/_bulk_get', { bodyLimit }, async (request, reply) => {
    const { database } = shelfOf(context, request);
    const { docs } = parse(BulkGetBody, request.body);
    const { revs, latest } = parse(BulkGetQuery, request.query);
    const wanted = docs.map(({ id, rev }) => (rev === undefined ? { id } : { id, rev }));
    // What dispatch has just sent is a handful: it does not wait behind a morning.
    if (wanted.length <= handful)
      return reply.send({ results: await existing(() => database.bulkGet(wanted, { revs, latest })) });
    return answerInTurn(line, request, reply, (turn) =>
      bulkGetInPieces(database, wanted, { revs, latest }, (read) => turn(() => existing(read))),
    );
  });

  app.post('/db/:name/_bulk_docs', { ...handsOver, bodyLimit }, async (request, reply) => {
    const mailbox = writableShelfOf(context, request);
    const { docs, new_edits } = parse(BulkDocsBody, request.body);
    const actor = actorOf(request);
    context.counters.doorDocuments += docs.length;
    const shelf = {
      mailbox,
      work: context.work,
      clocks,
      roomFor,
      refused: (document: IncomingDocument, why: Parameters<typeof quarantine>[2]) => quarantine(actor, document, why),
    };
    // One writer a mailbox: what is judged is what is stored when it is written.
    const rows = await alone(mailbox.name, () =>
      existing(() =>
        takeDocuments(shelf, docs as unknown as readonly IncomingDocument[], new_edits, authorOf(context, actor)),
      ),
    );
    context.nudges.tell(mailbox.name);
    await context.accounts.handedOver(actor);
    return reply.code(201).send(rows);
  });

  app.post('/db/:name/_ensure_full_commit', handsOver, async (request, reply) => {
    const { database } = shelfOf(context, request);
    // CouchDB's replicator begins anew when this differs from what `GET /db/<name>` said (`do_checkpoint` in `couch_replicator_scheduler_job.erl`).
    const { instance_start_time } = await existing(() => database.info());
    return reply.code(201).send({ ok: true, instance_start_time });
  });

  await localDocuments(app, context);

  app.route({
    method: ['GET', 'HEAD'],
    url: '/db/:name/:id',
    handler: async (request, reply) => {
      const { id } = request.params as { id: string };
      const { database } = shelfOf(context, request);
      if (id.startsWith('_')) return sendProblem(request, reply, problem('notFound'));
      const { rev, revs, latest, open_revs: openRevs } = parse(DocumentQuery, request.query);
      if (openRevs !== undefined) {
        const rows = await existing(() => database.openRevs(id, openRevs, { revs, latest }));
        if (openRevs === 'all' && rows.length === 0) return sendProblem(request, reply, problem('notFound'));
        if (!takesMultipart(request.headers.accept)) return reply.send(rows);
        const { contentType, body } = multipartOf(rows);
        return reply.type(contentType).send(body);
      }
      const found = await existing(() => database.get(id, { revs, ...(rev === undefined ? {} : { rev }) }));
      return found === null ? sendProblem(request, reply, problem('notFound')) : reply.send(found);
    },
  });

  async function changes(request: FastifyRequest, reply: FastifyReply, given: unknown): Promise<FastifyReply> {
    const { database } = shelfOf(context, request);
    if (typeof given === 'object' && given !== null && refusedParameters.some((name) => name in given))
      return sendProblem(request, reply, problem('input.invalid', { where: 'filter' }));
    const query = parse(ChangesQuery, given);
    if (query.feed === 'normal' || query.limit === 0)
      return answerInTurn(line, request, reply, (turn) =>
        changesNow(database, query, (read) => turn(() => existing(read))),
      );
    if (!feeds.enter(actorOf(request).account.accountId))
      return reply
        .code(503)
        .header('retry-after', '30')
        .send({ error: 'service_unavailable', reason: 'too many feeds wait' });
    const actor = actorOf(request);
    try {
      await existing(() => database.info());
      reply.hijack();
      const gzip = takesGzip(request);
      await streamChanges({ database, query, raw: reply.raw, gzip, allowed: () => mayRead(context, actor) }).catch(
        (error: unknown) => {
          request.log.warn({ err: error }, 'changes feed');
          reply.raw.destroy();
        },
      );
      return reply;
    } finally {
      feeds.leave(actor.account.accountId);
    }
  }
};

/** A revision that no store can hold is missing, without asking the store. */
async function revsDiff(database: Database, given: Readonly<Record<string, readonly string[]>>): Promise<RevsDiff> {
  const entries = Object.entries(given);
  const asked = Object.fromEntries(entries.map(([id, revs]) => [id, revs.filter(isRevision)]));
  const diff = { ...(await database.revsDiff(asked)) };
  for (const [id, revs] of entries) {
    const strange = revs.filter((rev) => !isRevision(rev));
    if (strange.length > 0) diff[id] = { ...diff[id], missing: [...(diff[id]?.missing ?? []), ...strange] };
  }
  return diff;
}

/** A waiting feed outlives the question at its start: disabled or revoked meanwhile, it says no more. */
function mayRead({ accounts }: OfficeContext, { account, deviceId }: Actor): boolean {
  if (accounts.byId(account.accountId)?.disabled !== false) return false;
  const device =
    deviceId === null ? undefined : accounts.devicesOf(account.accountId).find((one) => one.deviceId === deviceId);
  return device?.revokedAt == null;
}

const authorOf = ({ accounts }: OfficeContext, { account, deviceId }: Actor): Author => ({
  accountId: account.accountId,
  deviceId,
  isForeignDevice: (given) =>
    accounts.devices().some((one) => one.deviceId === given && one.accountId !== account.accountId),
});

/** A mailbox that was never made is not there for its owner either. */
async function existing<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DatabaseMissing) throw new Refusal(problem('notFound'));
    throw error;
  }
}
