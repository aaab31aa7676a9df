import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Id, Sha256 } from '../../domain/documents/base.ts';
import { EvidenceDocument } from '../../domain/documents/evidence.ts';
import { workOrderId } from '../../domain/documents/work-order.ts';
import { problem } from '../../domain/problem.ts';
import { writeFlushed } from '../../storage/flushed-file.ts';
import type { Actor } from '../accounts/types.ts';
import { actorOf } from '../http/session-hook.ts';
import { type Declaration, judgeDeclaration } from './declaration.ts';
import type { EvidenceReference, MediaType } from './evidence-store.ts';
import { dropFile } from './flushed-files.ts';
import { evidenceOf, gatherFacts, wasGranted } from './gather-facts.ts';
import { mostBytes } from './limits.ts';
import { refuse } from './problem-answer.ts';
import { alreadyHeld, settle } from './settle.ts';
import type { UploadDoor } from './upload-door.ts';

const Query = z.object({
  order: Id,
  variant: z.enum(['thumbnail']).optional(),
  download: z.enum(['0', '1']).optional(),
});
const PutQuery = z.object({ order: Id, evidenceId: z.string().max(200) });
const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' } as const;

/** A picture does nothing, by policy too. A browser's PDF viewer does not open in a sandbox; the console shows reports in a frame. */
const shownAs = (mediaType: MediaType): Record<string, string> =>
  mediaType === 'application/pdf'
    ? { 'Content-Security-Policy': "frame-ancestors 'self'", 'X-Frame-Options': 'SAMEORIGIN' }
    : { 'Content-Security-Policy': "default-src 'none'; sandbox" };

/** Pictures and reports by their hash, for the office and for the technician whose mailbox holds their document. */
export function fileDoor(app: FastifyInstance, door: UploadDoor): void {
  app.get('/evidence/file/:sha256', read);
  app.register((small, _options, done) => {
    small.removeAllContentTypeParsers();
    small.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes.thumbnail }, (_request, body, done) =>
      done(null, body),
    );
    small.put('/evidence/file/:sha256', { config: { draining: true }, bodyLimit: mostBytes.thumbnail }, putThumbnail);
    done();
  });

  async function read(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const sha256 = Sha256.safeParse((request.params as { sha256: string }).sha256);
    const query = Query.safeParse(request.query);
    if (!sha256.success || !query.success) return refuse(reply, problem('evidence.unknown'));
    const { order, variant } = query.data;
    const actor = actorOf(request);
    if (actor.account.role === 'technician' && !(await wasGranted(door, actor.account.accountId, order)))
      return refuse(reply, problem('evidence.unknown'));
    const documents = await declaring(actor, order, sha256.data);
    if (documents.length === 0) return refuse(reply, problem('evidence.unknown'));
    const thumbnail = variant && documents.map((one) => one.thumbnailSha256).find((one) => one !== undefined);
    const reference =
      (thumbnail && (await door.store.has(order, thumbnail))) || (await door.store.has(order, sha256.data));
    if (!reference) return refuse(reply, problem('evidence.arriving'));
    return send(request, reply, reference, documents[0]?.slot ?? '', query.data.download === '1');
  }

  /** A technician sees what his mailbox holds, the office what the order holds. */
  async function declaring(actor: Actor, orderId: string, sha256: string): Promise<readonly EvidenceDocument[]> {
    const technicianId = actor.account.role === 'technician' ? actor.account.accountId : null;
    const documents = (await evidenceOf(door, technicianId, orderId)).flatMap((document) => {
      const parsed = EvidenceDocument.safeParse(document);
      return parsed.success ? [parsed.data] : [];
    });
    return documents.filter((one) => [one.sha256, one.thumbnailSha256, one.originalSha256].includes(sha256));
  }

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: EvidenceReference,
    slot: string,
    download: boolean,
  ): Promise<FastifyReply> {
    const { sha256, orderId, mediaType, bytes } = reference;
    const name = `${await numberOf(orderId)}-${slot}.${extensions[mediaType]}`.replace(/[^\w.-]/g, '-');
    const isKnown = request.headers['if-none-match'] === `"${sha256}"`;
    // Before any header: a store that is down is a coded answer, never half a picture that is cached for ever.
    const stream = isKnown ? null : await door.store.open(sha256);
    reply.headers({
      ETag: `"${sha256}"`,
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Type': mediaType,
      'Content-Disposition': `${download ? 'attachment' : 'inline'}; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
      ...shownAs(mediaType),
    });
    return stream === null ? reply.code(304).send() : reply.header('Content-Length', bytes).send(stream);
  }

  async function numberOf(orderId: string): Promise<string> {
    const number = (await door.work.get(workOrderId(orderId)))?.number;
    return typeof number === 'string' ? number : orderId;
  }

  /** Thumbnails are smaller than the talk of a resumable upload: one request, the same rules, as often as it takes. */
  async function putThumbnail(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { sha256 } = request.params as { sha256: string };
    const query = PutQuery.safeParse(request.query);
    const body = request.body;
    if (!query.success || !Sha256.safeParse(sha256).success || !Buffer.isBuffer(body) || body.length === 0)
      return refuse(reply, problem('input.invalid', { where: 'thumbnail' }));
    const { order: orderId, evidenceId } = query.data;
    const given: Declaration = { orderId, evidenceId, sha256, kind: 'thumbnail', length: body.length };
    const { accountId } = actorOf(request).account;
    const judged = judgeDeclaration(given, await gatherFacts(door, accountId, orderId, evidenceId));
    if (!judged.ok) return refuse(reply, judged.problem);
    if (!(await alreadyHeld(door, given))) {
      const part = path.join(door.partsFolder, `thumbnail-${randomUUID()}`);
      await writeFlushed(part, body);
      try {
        const settled = await settle(door, part, given, judged.value, accountId);
        if (!settled.ok) return refuse(reply, settled.problem);
      } finally {
        await dropFile(part);
      }
    }
    return reply.send({ ok: true, value: { held: sha256 } });
  }
}
