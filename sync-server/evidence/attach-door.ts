import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Id } from '../../domain/documents/base.ts';
import { type EvidenceDocument, evidenceId } from '../../domain/documents/evidence.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type { PhotoSlot } from '../../forms/engine/types.ts';
import { writeFlushed } from '../../storage/flushed-file.ts';
import type { Actor } from '../accounts/types.ts';
import type { IncomingDocument } from '../database/types.ts';
import { actorOf } from '../http/session-hook.ts';
import { performsStage, stageOfStep } from '../office-work/performing.ts';
import type { LoadedOrder, Orders } from '../orders/types.ts';
import { stableId } from '../stable-id.ts';
import type { EvidenceReference } from './evidence-store.ts';
import { dropFile } from './flushed-files.ts';
import { mostBytes, mostPixels } from './limits.ts';
import { judgeAttached } from './media-type.ts';
import { refuse } from './problem-answer.ts';
import { settle } from './settle.ts';
import type { UploadDoor } from './upload-door.ts';

const Query = z.strictObject({
  order: Id,
  /** `<stage>.<step>.<slot>` of an office stage */
  slot: z.string().max(200),
  /** the caller's own key: a retry finds the first file */
  requestKey: z.string().min(1).max(120),
  caption: z.string().max(200).optional(),
});
type Query = z.infer<typeof Query>;

/** `POST /evidence/attach?order&slot&requestKey`: one file as the body, into a slot of an office stage. */
export function attachDoor(app: FastifyInstance, door: UploadDoor, orders: Orders): void {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes.view }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.post('/evidence/attach', { bodyLimit: mostBytes.view }, attach);
    done();
  });

  async function attach(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = Query.safeParse(request.query);
    const body = request.body;
    if (!query.success || !Buffer.isBuffer(body) || body.length === 0)
      return refuse(reply, problem('input.invalid', { where: query.success ? 'body' : 'query' }));
    const actor = actorOf(request);
    const loaded = await orders.load(query.data.order);
    if (!loaded.ok) return refuse(reply, loaded.problem);
    const id = evidenceId(query.data.order, stableId(actor.account.accountId, query.data.requestKey));
    const open = mayAttach(loaded.value, actor, query.data, id);
    if (!open.ok) return refuse(reply, open.problem);
    const kept = await keep(body, query.data, actor, id);
    return kept.ok ? reply.send({ ok: true, value: kept.value }) : refuse(reply, kept.problem);
  }

  /** Bytes first, then the document that names them: a kill between the two leaves bytes that a retry finds. */
  async function keep(
    body: Buffer,
    query: Query,
    actor: Actor,
    id: string,
  ): Promise<Result<{ evidenceId: string; sha256: string; bytes: number }>> {
    const { order: orderId, slot, caption } = query;
    const { account } = actor;
    const sha256 = createHash('sha256').update(body).digest('hex');
    const answer = { evidenceId: id, sha256, bytes: body.length };
    if ((await door.work.get(id)) !== null) return ok(answer);
    const whole = await judgeAttached(body, mostPixels.attached);
    if (!whole.ok) return whole;
    const part = path.join(door.partsFolder, `attach-${randomUUID()}`);
    await writeFlushed(part, body);
    const mediaType = whole.value;
    const given = { orderId, evidenceId: id, sha256, kind: 'view' as const, length: body.length };
    let settled: Result<EvidenceReference>;
    try {
      settled = await settle(door, part, given, [mediaType], account.accountId, mostPixels.attached);
    } finally {
      await dropFile(part);
    }
    if (!settled.ok) return settled;
    const document: EvidenceDocument = {
      _id: id,
      type: 'evidence',
      schemaVersion: 1,
      createdBy: account.accountId,
      orderId,
      slot,
      sha256,
      bytes: body.length,
      mediaType,
      takenAt: new Date(door.now()).toISOString(),
      source: 'file',
      ...(caption === undefined ? {} : { caption }),
    };
    // Judged again in the order's turn: another file may have filled the slot while this one was on its way.
    return orders.write(actor, orderId, (now) => {
      if (now.documents.some(({ _id }) => _id === id)) return ok({ documents: [], value: answer });
      const open = mayAttach(now, actor, query, id);
      return open.ok ? ok({ documents: [document as unknown as IncomingDocument], value: answer }) : open;
    });
  }
}

function mayAttach(loaded: LoadedOrder, actor: Actor, { slot }: Query, id: string): Result<null> {
  if (actor.account.role === 'technician') return refused(problem('access.role'));
  const mine = performsStage(loaded, actor, stageOfStep(slot));
  if (!mine.ok) return mine;
  const found = slotOf(loaded, slot);
  if (found === undefined) return refused(problem('evidence.slotUnknown', { slot }));
  const there = loaded.view.evidence.filter((item) => item.slot === slot && item.withdrawn === null);
  if (there.some((item) => item.id === id)) return ok(null);
  return there.length < found.max ? ok(null) : refused(problem('evidence.slotFull', { max: found.max }));
}

function slotOf({ definition }: LoadedOrder, slot: string): PhotoSlot | undefined {
  const [stage, step, key] = slot.split('.');
  return placeOf(definition, `${stage}.${step}`)?.step.photos.find((photo) => photo.key === key);
}
