import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { Server, Upload } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { evidenceUploadPath } from '../../bridge/office.ts';
import { type Problem, problem, statusOf } from '../../domain/problem.ts';
import { cutText } from '../../domain/text/cut.ts';
import { mkdirSync } from '../../storage/held-file.ts';
import type { Actor } from '../accounts/types.ts';
import { actorOf } from '../http/session-hook.ts';
import { type Declaration, declarationFrom, judgeDeclaration } from './declaration.ts';
import { gatherFacts, type Shelves } from './gather-facts.ts';
import { EvidenceStoreDown } from './guarded-store.ts';
import { idleMs, mostBytes, mostOpen, partKeptFor, sweepEveryMs } from './limits.ts';
import { isUploadId, PartStore } from './part-store.ts';
import { refuse } from './problem-answer.ts';
import { alreadyHeld, type Intake, settle } from './settle.ts';

export type UploadDoor = Intake &
  Shelves & {
    readonly partsFolder: string;
    /** told at every request that brought bytes: a revoked device that still hands over is given time */
    readonly handedOver: (actor: Actor) => Promise<void>;
  };

const tusVersion = '1.0.0';
const patchType = 'application/offset+octet-stream';
/** tus without the trailing slash: it makes locations as `<path>/<id>` */
const uploadPath = evidenceUploadPath.replace(/\/$/, '');

/**
 * tus intake. An upload's id follows from who sends what for which order, so a creation whose answer was lost finds
 * its part again, after a restart or days later; only its sender sees it. GET and DELETE do not exist.
 */
export function uploadDoor(app: FastifyInstance, door: UploadDoor): void {
  mkdirSync(door.partsFolder, { recursive: true });
  const parts = new PartStore(door.partsFolder);
  const settling = new Map<string, Promise<Problem | null>>();
  /**
   * The checked id of each request that is handed to tus: tus itself would take whatever stands last in the address, its query included.
   */
  const checkedIds = new WeakMap<Request, string>();
  const tus = new Server({
    path: uploadPath,
    datastore: parts,
    relativeLocation: true,
    maxSize: Math.max(...Object.values(mostBytes)),
    namingFunction: (_request, metadata) => metadata?.uploadId ?? '',
    getFileIdFromRequest: (request) => checkedIds.get(request),
    allowedOrigins: () => false,
    onUploadFinish: async (_request, upload) => {
      const wrong = await finish(upload);
      if (wrong)
        throw Object.assign(new Error(wrong.code), {
          status_code: statusOf(wrong.code),
          body: JSON.stringify({ ok: false, problem: wrong }),
        });
      return {};
    },
  });

  const sweep = () => parts.sweep(door.now() - partKeptFor);
  const sweeping = setInterval(
    () => void sweep().catch((error: unknown) => app.log.warn({ err: error })),
    sweepEveryMs,
  );
  app.addHook('onReady', async () => {
    await sweep();
    await parts.readBegun();
  });
  sweeping.unref();
  app.addHook('onClose', async () => clearInterval(sweeping));
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    // tus 1.0.0: in every answer but that to OPTIONS; and who speaks another version is told so before anything else.
    scope.addHook('onSend', async (_request, reply) => void reply.header('Tus-Resumable', tusVersion));
    scope.addHook('preHandler', async (request, reply) => {
      if (request.method === 'OPTIONS' || request.headers['tus-resumable'] === tusVersion) return;
      request.raw.resume();
      return refuseAsTus(reply.header('Tus-Version', tusVersion), 412, 'Tus-Resumable');
    });
    const config = { draining: true };
    scope.route({ method: 'OPTIONS', url: evidenceUploadPath, config, handler: options });
    scope.route({ method: 'POST', url: evidenceUploadPath, config, handler: create });
    scope.route({ method: ['HEAD', 'PATCH'], url: `${evidenceUploadPath}:uploadId`, config, handler: resume });
    done();
  });

  const options = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => forward(request, reply, {});

  async function create(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { account } = actorOf(request);
    const given = declarationFrom(oneOf(request.headers['upload-metadata']), Number(request.headers['upload-length']));
    if (!given.ok) return refuse(reply, given.problem);
    const judged = judgeDeclaration(
      given.value,
      await gatherFacts(door, account.accountId, given.value.orderId, given.value.evidenceId),
    );
    if (!judged.ok) return refuse(reply, judged.problem);
    const uploadId = uploadIdOf(account.accountId, given.value);
    if (await alreadyHeld(door, given.value)) {
      // Another process, or an office before a restore, took it: the location that is told must answer that it is complete.
      const metadata = metadataOf(account.accountId, uploadId, given.value);
      await parts.keepRecord(new Upload({ id: uploadId, size: given.value.length, offset: 0, metadata }));
      return created(request, reply, uploadId, given.value.length);
    }
    const part = await partOf(uploadId);
    if (part) return created(request, reply, uploadId, part.offset);
    const full = await noRoom(account.accountId, given.value.length);
    return full === null ? begin(request, reply, uploadId, given.value) : refuse(reply, full);
  }

  function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    uploadId: string,
    given: Declaration,
  ): Promise<FastifyReply> {
    const record = metadataOf(actorOf(request).account.accountId, uploadId, given);
    const words = Object.entries(record).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
    return forward(request, reply, {
      headers: { 'upload-metadata': words.join(','), 'upload-length': String(given.length) },
    });
  }

  /** Null: this account may begin one more. What it gave up hours ago goes first; the device still has the bytes. */
  async function noRoom(accountId: string, bytes: number): Promise<Problem | null> {
    const open = [...(await parts.openOf(accountId))];
    const isFull = (): boolean =>
      open.length >= mostOpen.parts || open.reduce((sum, part) => sum + part.bytes, bytes) > mostOpen.bytes;
    while (isFull()) {
      const oldest = open.shift();
      if (oldest === undefined || oldest.continuedAt > door.now() - idleMs)
        return problem('limit.uploads', { most: mostOpen.parts });
      await parts.discard(oldest.id);
    }
    return null;
  }

  async function resume(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { uploadId } = request.params as { uploadId: string };
    const record = isUploadId(uploadId) ? await parts.configstore.get(uploadId) : undefined;
    if (!record || record.metadata?.accountId !== actorOf(request).account.accountId)
      return refuse(reply, problem('evidence.unknown'));
    // 415 by the protocol; the library says 400
    if (request.method === 'PATCH' && request.headers['content-type'] !== patchType) {
      request.raw.resume();
      return refuseAsTus(reply, 415, 'Content-Type');
    }
    const given = declarationOf(record);
    if (await alreadyHeld(door, given)) return complete(request, reply, given.length);
    const part = await partOf(uploadId);
    if (part?.offset === given.length) {
      // Every byte was here when the office was killed: finish what it had begun.
      const wrong = await finish(part);
      return wrong ? refuse(reply, wrong) : complete(request, reply, given.length);
    }
    return forward(request, reply, { uploadId });
  }

  /** One settling per upload at a time; null: it is held. A part that is wrong is thrown away; one that the store could not take stays. */
  function finish(upload: Upload): Promise<Problem | null> {
    const running =
      settling.get(upload.id) ??
      settleUpload(upload)
        .catch(storeProblem)
        .finally(() => settling.delete(upload.id));
    settling.set(upload.id, running);
    return running;
  }

  async function settleUpload(upload: Upload): Promise<Problem | null> {
    const given = declarationOf(upload);
    const accountId = upload.metadata?.accountId ?? '';
    if (await alreadyHeld(door, given)) return null;
    const judged = judgeDeclaration(given, await gatherFacts(door, accountId, given.orderId, given.evidenceId));
    if (!judged.ok) return judged.problem;
    const settled = await settle(door, parts.pathOf(upload.id), given, judged.value, accountId);
    if (settled.ok) return null;
    await parts.discard(upload.id);
    return settled.problem;
  }

  async function partOf(uploadId: string): Promise<Upload | null> {
    return parts.getUpload(uploadId).catch(() => null);
  }

  /**
   * Hands a request to tus as a web request that is made anew from what was checked, and its answer to fastify, so that our headers and
   * our problems are on it. Of the client's request only its body and `handedOn` go along.
   */
  async function forward(request: FastifyRequest, reply: FastifyReply, checked: Checked): Promise<FastifyReply> {
    const headers = new Headers();
    for (const name of handedOn) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    for (const [name, value] of Object.entries(checked.headers ?? {})) headers.set(name, value);
    const hasBody = request.method === 'PATCH' || request.method === 'POST';
    const body = hasBody
      ? { body: Readable.toWeb(received(request.raw)) as ReadableStream, duplex: 'half' as const }
      : {};
    if (request.method === 'PATCH') await door.handedOver(actorOf(request));
    const url = `http://office${uploadPath}/${checked.uploadId ?? ''}`;
    const asked = new Request(url, { method: request.method, headers, ...body });
    if (checked.uploadId !== undefined) checkedIds.set(asked, checked.uploadId);
    const answer = await tus.handleWeb(asked);
    const text = answer.body ? await answer.text() : '';
    if (answer.status >= 400) return refuseAsTus(reply, answer.status, text);
    reply.code(answer.status);
    for (const [name, value] of answer.headers)
      if (name !== 'content-length' && !name.startsWith('access-control-')) reply.header(name, value);
    return reply.send();
  }
}

/** The parts of a request that tus is handed beside its body: the id checked here, and headers made here in place of the client's. */
type Checked = { readonly uploadId?: string; readonly headers?: Readonly<Record<string, string>> };

/** The headers of tus 1.0.0 that an upload here may have; whatever else a client sends is not the library's to read. */
const handedOn = [
  'tus-resumable',
  'upload-offset',
  'upload-length',
  'upload-defer-length',
  'upload-concat',
  'upload-metadata',
  'content-type',
  'content-length',
] as const;

/**
 * The body as far as it came. A cut connection ends it instead of failing it: tus then keeps every byte received
 * and the device goes on from there.
 */
function received(raw: IncomingMessage): PassThrough {
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('error', () => body.end());
  raw.once('close', () => body.end());
  return body;
}

function created(request: FastifyRequest, reply: FastifyReply, uploadId: string, offset: number): FastifyReply {
  request.raw.resume();
  return reply
    .code(201)
    .headers({
      'Tus-Resumable': tusVersion,
      Location: `${evidenceUploadPath}${uploadId}`,
      'Upload-Offset': String(offset),
    })
    .send();
}

function complete(request: FastifyRequest, reply: FastifyReply, length: number): FastifyReply {
  request.raw.resume();
  const headers = {
    'Tus-Resumable': tusVersion,
    'Upload-Offset': String(length),
    'Upload-Length': String(length),
    'Cache-Control': 'no-store',
  };
  return reply
    .code(request.method === 'HEAD' ? 200 : 204)
    .headers(headers)
    .send();
}

/** tus answers in words; ours are coded. Its status stays: clients of tus act on it (409: ask for the offset again). */
function refuseAsTus(reply: FastifyReply, status: number, text: string): FastifyReply {
  const given = coded(status, text);
  return reply
    .code(status)
    .headers({ 'Tus-Resumable': tusVersion, 'Linework-Problem': given.code })
    .send({ ok: false, problem: given });
}

function coded(status: number, text: string): Problem {
  if (text.startsWith('{"ok":false')) return (JSON.parse(text) as { problem: Problem }).problem;
  if (status === 404 || status === 410) return problem('evidence.unknown');
  if (status === 413) return problem('input.tooLarge', { limit: Math.max(...Object.values(mostBytes)) });
  if (status >= 500) return problem('link.timeout');
  return problem('input.invalid', { where: cutText(text.trim(), 80) });
}

function storeProblem(error: unknown): Problem {
  if (error instanceof EvidenceStoreDown) return error.problem;
  throw error;
}

function uploadIdOf(accountId: string, { orderId, kind, sha256 }: Declaration): string {
  return createHash('sha256').update([accountId, orderId, kind, sha256].join('\n')).digest('hex');
}

/** The metadata that stays with the upload: what was declared, and who declared it. */
function metadataOf(accountId: string, uploadId: string, given: Declaration): Record<string, string> {
  const { orderId, evidenceId, sha256, kind } = given;
  return { uploadId, accountId, orderId, evidenceId, sha256, kind };
}

function declarationOf(upload: Upload): Declaration {
  const { orderId, evidenceId, sha256, kind } = upload.metadata ?? {};
  return { orderId, evidenceId, sha256, kind, length: upload.size } as Declaration;
}

const oneOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
