import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { Upload } from 'tus-js-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { evidenceId } from '../../domain/documents/evidence.ts';
import type { GrantDocument } from '../../domain/documents/grant.ts';
import type { Actor } from '../accounts/types.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { fileDoor } from './file-door.ts';
import { fileEvidenceStore } from './file-evidence-store.ts';
import { heldFor } from './held.ts';
import { type UploadDoor, uploadDoor } from './upload-door.ts';

const id = (letter: string): string => letter.repeat(26);
const [anna, bert, order, otherOrder, device] = [id('a'), id('b'), id('1'), id('2'), id('d')];
const at = '2026-03-02T01:00:00.000Z';

let folder: string;
let databases: Databases;
let door: UploadDoor;
let app: FastifyInstance;
let url: string;

/** A picture by its first bytes; the rest is noise that no one can guess. */
function picture(bytes: number): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes - 4)]);
}
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function openOffice(): Promise<void> {
  databases = openEmbeddedDatabases(path.join(folder, 'databases'));
  const work = await databases.ensure('work');
  const store = fileEvidenceStore(path.join(folder, 'evidence'));
  door = {
    databases,
    work,
    store,
    now: () => Date.now(),
    partsFolder: path.join(folder, 'parts'),
    handedOver: async () => undefined,
  };
  app = fastify();
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    const [role, accountId] = (request.headers.authorization ?? '').split(' ');
    request.actor = {
      account: { accountId, role },
      deviceId: null,
      via: 'bearer',
      draining: false,
      sessionId: '',
    } as unknown as Actor;
  });
  uploadDoor(app, door);
  fileDoor(app, door);
  const listening: Promise<string> = app.listen({ host: '127.0.0.1', port: 0 });
  url = await listening;
}

async function closeOffice(): Promise<void> {
  app.server.closeAllConnections();
  await app.close();
  await databases.close();
}

async function grant(technicianId: string, orderId: string): Promise<void> {
  const mailbox = await databases.ensure(`mailbox-${technicianId}`);
  const document: Omit<GrantDocument, '_rev'> = {
    _id: `grant:${orderId}`,
    type: 'grant',
    schemaVersion: 1,
    createdBy: 'office',
    orderId,
    state: 'active',
    assignmentId: id('9'),
    changedAt: at,
  };
  await mailbox.bulkDocs([document]);
}

/** What a device writes before it sends the bytes. */
async function declare(
  technicianId: string,
  orderId: string,
  bytes: Buffer,
  more: { readonly thumbnailSha256?: string } = {},
): Promise<string> {
  const documentId = evidenceId(orderId, randomBytes(13).toString('hex'));
  const document = {
    _id: documentId,
    type: 'evidence',
    schemaVersion: 1,
    createdBy: technicianId,
    orderId,
    deviceId: device,
    slot: 'dropCable.photos.start',
    sha256: sha(bytes),
    bytes: bytes.length,
    mediaType: 'image/jpeg',
    takenAt: at,
    source: 'live',
    ...more,
  };
  await (await databases.ensure(`mailbox-${technicianId}`)).bulkDocs([document]);
  await door.work.bulkDocs([document]);
  return documentId;
}

type Sent = {
  readonly orderId?: string;
  readonly kind?: string;
  readonly as?: string;
  readonly sha256?: string;
  readonly chunkSize?: number;
};

function upload(bytes: Buffer, documentId: string, given: Sent = {}): Promise<{ requests: number }> {
  return new Promise((resolve, reject) => {
    let requests = 0;
    new Upload(bytes, {
      endpoint: `${url}/evidence/upload/`,
      retryDelays: [5, 10],
      chunkSize: given.chunkSize ?? 100_000,
      headers: { Authorization: `technician ${given.as ?? anna}` },
      metadata: {
        orderId: given.orderId ?? order,
        evidenceId: documentId,
        sha256: given.sha256 ?? sha(bytes),
        kind: given.kind ?? 'view',
      },
      onBeforeRequest: () => {
        requests += 1;
      },
      onSuccess: () => resolve({ requests }),
      onError: reject,
    }).start();
  });
}

const encode = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

function createPart(bytes: Buffer, documentId: string, given: Sent = {}) {
  const metadata = {
    orderId: given.orderId ?? order,
    evidenceId: documentId,
    sha256: given.sha256 ?? sha(bytes),
    kind: given.kind ?? 'view',
  };
  const headers = {
    Authorization: `technician ${given.as ?? anna}`,
    'Tus-Resumable': '1.0.0',
    'Upload-Length': String(bytes.length),
    'Upload-Metadata': encode(metadata),
  };
  return fetch(`${url}/evidence/upload/`, { method: 'POST', headers });
}

const readAs = (who: string, bytes: Buffer, query: string): Promise<Response> =>
  fetch(`${url}/evidence/file/${sha(bytes)}?order=${order}${query}`, { headers: { Authorization: who } });

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-evidence-'));
  await openOffice();
  await grant(anna, order);
});
afterEach(async () => {
  await closeOffice();
  rmSync(folder, { recursive: true, force: true });
});

it('takes a picture in, writes one receipt, and gives the same bytes back', async () => {
  const bytes = picture(350_000);
  const documentId = await declare(anna, order, bytes);
  await upload(bytes, documentId);
  const receipt = await door.work.get(`workOrder:${order}:receipt:${sha(bytes)}`);
  expect(receipt).toMatchObject({ type: 'receipt', createdBy: 'office', bytes: bytes.length });
  const answer = await readAs(`reviewer ${bert}`, bytes, '&download=1');
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.jpg"$/);
  expect(sha(Buffer.from(await answer.arrayBuffer()))).toBe(sha(bytes));
  const again = await upload(bytes, documentId);
  expect(again.requests).toBeLessThanOrEqual(3);
  expect((await door.work.get(`workOrder:${order}:receipt:${sha(bytes)}`))?._rev).toBe(receipt?._rev);
});

it('stores equal bytes of two orders once, with a receipt for each (R-09)', async () => {
  await grant(anna, otherOrder);
  const bytes = picture(40_000);
  await upload(bytes, await declare(anna, order, bytes));
  expect(await heldFor(door, anna, [sha(bytes), 'f'.repeat(64)])).toEqual([sha(bytes)]);
  expect(await heldFor(door, bert, [sha(bytes)])).toEqual([]);
  await upload(bytes, await declare(anna, otherOrder, bytes), { orderId: otherOrder });
  for (const one of [order, otherOrder])
    expect(await door.work.get(`workOrder:${one}:receipt:${sha(bytes)}`)).not.toBeNull();
  const stored = readdirSync(path.join(folder, 'evidence', 'bytes'), { recursive: true }).filter((name) =>
    String(name).endsWith(sha(bytes)),
  );
  expect(stored).toHaveLength(1);
  expect([...(await door.store.ordersOf(sha(bytes)))].sort()).toEqual([order, otherOrder]);
});

it('goes on after cut connections and a restart of the office', async () => {
  const bytes = picture(600_000);
  const documentId = await declare(anna, order, bytes);
  const location = (await createPart(bytes, documentId)).headers.get('location') ?? '';
  const head = async (): Promise<number> =>
    Number(
      (
        await fetch(url + location, {
          method: 'HEAD',
          headers: { Authorization: `technician ${anna}`, 'Tus-Resumable': '1.0.0' },
        })
      ).headers.get('upload-offset'),
    );
  await cutAfter(200_000, location, bytes);
  await expect.poll(head, { timeout: 10_000 }).toBe(200_000);
  await closeOffice();
  await openOffice();
  expect(await head()).toBe(200_000);
  const again = await createPart(bytes, documentId);
  expect([again.status, again.headers.get('location'), again.headers.get('upload-offset')]).toEqual([
    201,
    location,
    '200000',
  ]);
  await upload(bytes, documentId, { chunkSize: 150_000 });
  expect(await head()).toBe(600_000);
  expect(await door.store.has(order, sha(bytes))).toMatchObject({ bytes: 600_000, kind: 'view' });
});

/** Sends the first bytes of a long PATCH and drops the line when the office has them in its hands. */
async function cutAfter(sent: number, location: string, bytes: Buffer): Promise<void> {
  const part = path.join(folder, 'parts', path.basename(location));
  let request: http.ClientRequest | undefined;
  const gone = new Promise<void>((resolve) => {
    const headers = {
      Authorization: `technician ${anna}`,
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': bytes.length,
    };
    request = http.request(url + location, { method: 'PATCH', headers });
    request.on('error', () => resolve());
    request.on('close', () => resolve());
    request.write(bytes.subarray(0, sent));
  });
  await expect.poll(() => statSync(part).size, { timeout: 10_000 }).toBe(sent);
  request?.destroy();
  await gone;
}

it('finishes what a kill left complete but unsettled', async () => {
  const bytes = picture(30_000);
  const documentId = await declare(anna, order, bytes);
  const location = (await createPart(bytes, documentId)).headers.get('location') ?? '';
  writeFileSync(path.join(folder, 'parts', path.basename(location)), bytes);
  const head = await fetch(url + location, {
    method: 'HEAD',
    headers: { Authorization: `technician ${anna}`, 'Tus-Resumable': '1.0.0' },
  });
  expect(head.headers.get('upload-offset')).toBe('30000');
  expect(await door.work.get(`workOrder:${order}:receipt:${sha(bytes)}`)).not.toBeNull();
});

it('finishes whatever a kill at every step of settling left', async () => {
  for (const step of ['reference', 'bytes'] as const) {
    const bytes = picture(30_000);
    const documentId = await declare(anna, order, bytes);
    const location = (await createPart(bytes, documentId)).headers.get('location') ?? '';
    const part = path.join(folder, 'parts', path.basename(location));
    const copy = path.join(folder, 'copy');
    writeFileSync(copy, bytes);
    const reference = {
      orderId: order,
      evidenceId: documentId,
      sha256: sha(bytes),
      kind: 'view',
      bytes: bytes.length,
      mediaType: 'image/jpeg',
      receivedAt: at,
      receivedFrom: anna,
    } as const;
    await door.store.put(copy, reference);
    if (step === 'reference')
      renameSync(path.join(folder, 'evidence', 'bytes', sha(bytes).slice(0, 2), sha(bytes)), part);
    else rmSync(part);
    expect(await door.work.get(`workOrder:${order}:receipt:${sha(bytes)}`)).toBeNull();
    await upload(bytes, documentId);
    expect(await door.work.get(`workOrder:${order}:receipt:${sha(bytes)}`), step).not.toBeNull();
    expect(await door.store.stat(sha(bytes))).toEqual({ bytes: 30_000 });
  }
});

it('refuses what no document declares, and takes it when the document has come', async () => {
  const bytes = picture(5000);
  const early = await createPart(bytes, evidenceId(order, id('e')));
  expect([early.status, early.headers.get('linework-problem')]).toEqual([409, 'evidence.notDeclared']);
  await upload(bytes, await declare(anna, order, bytes));
  const stranger = await createPart(bytes, await declare(anna, order, bytes), { as: bert });
  expect([stranger.status, stranger.headers.get('linework-problem')]).toEqual([403, 'door.notGranted']);
  const big = await createPart(picture(300_000), 'x', { kind: 'thumbnail' });
  expect(big.headers.get('linework-problem')).toBe('input.tooLarge');
});

it('throws away bytes that do not match their hash, and bytes that are no picture', async () => {
  const bytes = picture(20_000);
  const documentId = await declare(anna, order, bytes);
  const wrong = picture(20_000);
  await expect(upload(wrong, documentId, { sha256: sha(bytes) })).rejects.toThrow('evidence.hashMismatch');
  expect(await door.store.has(order, sha(bytes))).toBeNull();
  await upload(bytes, documentId);
  const program = Buffer.concat([Buffer.from('MZ'), randomBytes(5000)]);
  const programId = await declare(anna, order, program);
  await expect(upload(program, programId)).rejects.toThrow('input.mediaType');
  expect(await door.work.get(`workOrder:${order}:receipt:${sha(program)}`)).toBeNull();
});

it('keeps a thumbnail beside its picture, as often as it is sent, and gives it by variant', async () => {
  const [bytes, small] = [picture(50_000), picture(9000)];
  const documentId = await declare(anna, order, bytes, { thumbnailSha256: sha(small) });
  const put = () =>
    fetch(`${url}/evidence/file/${sha(small)}?order=${order}&evidenceId=${documentId}`, {
      method: 'PUT',
      body: new Uint8Array(small),
      headers: { Authorization: `technician ${anna}`, 'Content-Type': 'image/webp' },
    });
  for (let i = 0; i < 3; i += 1) expect((await put()).status).toBe(200);
  expect((await readAs(`dispatcher ${bert}`, bytes, '')).status).toBe(404);
  await upload(bytes, documentId);
  const thumbnail = await readAs(`dispatcher ${bert}`, bytes, '&variant=thumbnail');
  expect((await thumbnail.arrayBuffer()).byteLength).toBe(9000);
  expect(await door.work.get(`workOrder:${order}:receipt:${sha(small)}`)).toBeNull();
});

it('shows nothing of one technician to another, by any verb', async () => {
  await databases.ensure(`mailbox-${bert}`);
  const bytes = picture(20_000);
  const documentId = await declare(anna, order, bytes);
  const waiting = picture(70_000);
  const location = (await createPart(waiting, await declare(anna, order, waiting))).headers.get('location') ?? '';
  await upload(bytes, documentId);
  const asBert = {
    Authorization: `technician ${bert}`,
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': '0',
    'Content-Type': 'application/offset+octet-stream',
  };
  for (const where of [
    location,
    `/evidence/file/${sha(bytes)}?order=${order}`,
    `/evidence/file/${sha(bytes)}?order=${otherOrder}`,
  ])
    for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE', 'PUT', 'POST', 'OPTIONS']) {
      const answer = await fetch(url + where, { method, headers: asBert });
      const text = await answer.text();
      expect(answer.status, `${method} ${where}`).toBeGreaterThanOrEqual(400);
      expect(text.length).toBeLessThan(400);
    }
  for (const nasty of ['..%2f..%2fetc%2fpasswd', '%2e%2e', 'a'.repeat(63), `${sha(bytes)}%00`, '..\\..\\x'])
    expect(
      (await fetch(`${url}/evidence/file/${nasty}?order=${order}`, { headers: { Authorization: `reviewer ${bert}` } }))
        .status,
    ).toBeGreaterThanOrEqual(400);
  expect((await readAs(`technician ${anna}`, bytes, '')).status).toBe(200);
  const arriving = await readAs(`reviewer ${bert}`, waiting, '');
  expect(await arriving.json()).toMatchObject({ problem: { code: 'evidence.arriving' } });
});

it('writes into, reads, and measures only the upload that the address itself names', async () => {
  await grant(bert, order);
  const theirs = picture(30_000);
  const own = picture(30_000);
  const foreign = (await createPart(theirs, await declare(anna, order, theirs))).headers.get('location') ?? '';
  const mine = (await createPart(own, await declare(bert, order, own), { as: bert })).headers.get('location') ?? '';
  const foreignId = path.basename(foreign);
  const [myId, started] = [path.basename(mine), own.subarray(0, 10_000)];
  const asBert = { Authorization: `technician ${bert}`, 'Tus-Resumable': '1.0.0' };
  const patchOf = (offset: number) => ({
    ...asBert,
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
  });
  await fetch(url + mine, { method: 'PATCH', headers: patchOf(0), body: new Uint8Array(started) });
  const sizeOf = (uploadId: string): number => statSync(path.join(folder, 'parts', uploadId)).size;
  for (const more of [
    `?x=/${foreignId}`,
    `?/${foreignId}`,
    `?x=%2F${foreignId}`,
    `/?x=/${foreignId}/`,
    `/${foreignId}`,
    `%2F${foreignId}`,
    `;/${foreignId}`,
    `;x=/${foreignId}`,
    `/../${foreignId}`,
    `/..%2f${foreignId}`,
    `//${foreignId}`,
    `%00/${foreignId}`,
    `?x=/${foreignId}#/${foreignId}`,
  ]) {
    const head = await raw('HEAD', mine + more, asBert);
    expect([undefined, '10000'], `HEAD ${more}`).toContain(head.headers['upload-offset']);
    await raw('PATCH', mine + more, patchOf(0), own.subarray(0, 500));
    expect(sizeOf(foreignId), `PATCH ${more}`).toBe(0);
    expect(sizeOf(myId), `PATCH ${more}`).toBe(10_000);
  }
  // The tus library's other ways to name an upload are not handed on either.
  await raw('POST', `/evidence/upload/?x=/${foreignId}`, { ...asBert, 'X-HTTP-Method-Override': 'PATCH' });
  expect(sizeOf(foreignId)).toBe(0);
});

/** A request whose path nobody has tidied up. */
function raw(
  method: string,
  where: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = http.request({ hostname, port, path: where, method, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

it('lets no page of another origin read an answer of tus', async () => {
  const bytes = picture(30_000);
  const location = (await createPart(bytes, await declare(anna, order, bytes))).headers.get('location') ?? '';
  const headers = {
    Authorization: `technician ${anna}`,
    'Tus-Resumable': '1.0.0',
    Origin: 'https://elsewhere.example',
    'Content-Type': 'application/offset+octet-stream',
    'Upload-Offset': '0',
  };
  for (const [method, where] of [
    ['OPTIONS', '/evidence/upload/'],
    ['POST', '/evidence/upload/'],
    ['HEAD', location],
    ['PATCH', location],
    ['PATCH', `/evidence/upload/${'0'.repeat(64)}`],
  ] as const) {
    const answer = await raw(method, where, headers);
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
    expect(cors, `${method} ${where}`).toEqual([]);
  }
});

it('takes the same bytes from many hands at once and keeps one', async () => {
  const bytes = picture(250_000);
  const documentId = await declare(anna, order, bytes);
  await Promise.all([1, 2, 3].map(() => upload(bytes, documentId, { chunkSize: 60_000 }).catch(() => null)));
  await upload(bytes, documentId);
  expect(await door.store.stat(sha(bytes))).toEqual({ bytes: 250_000 });
});
