import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Upload } from '@tus/server';
import fastify from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Actor } from '../accounts/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { fileEvidenceStore } from './file-evidence-store.ts';
import { idleMs, mostOpen, partKeptFor, sweepEveryMs } from './limits.ts';
import { PartStore } from './part-store.ts';
import { uploadDoor } from './upload-door.ts';

const id = (letter: string): string => letter.repeat(26);
const [anna, bert, order, device] = [id('a'), id('b'), id('1'), id('d')];
const at = '2026-03-02T01:00:00.000Z';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('parts');
});
afterEach(() => folder.remove());

const partId = (n: number): string => createHash('sha256').update(String(n)).digest('hex');
async function begin(parts: PartStore, n: number, accountId: string, continuedAt: number): Promise<void> {
  const upload = new Upload({ id: partId(n), size: 1000, offset: 0, metadata: { uploadId: partId(n), accountId } });
  await parts.create(upload);
  await utimes(parts.pathOf(partId(n)), continuedAt / 1000, continuedAt / 1000);
}

async function office(partsFolder: string) {
  const databases = openEmbeddedDatabases(path.join(folder.path, 'databases'));
  const work = await databases.ensure('work');
  const mailbox = await databases.ensure(`mailbox-${anna}`);
  const sha256 = randomBytes(32).toString('hex');
  const evidenceId = `workOrder:${order}:evidence:${id('e')}`;
  const shared = { schemaVersion: 1, orderId: order };
  await mailbox.bulkDocs([
    {
      ...shared,
      _id: `grant:${order}`,
      type: 'grant',
      createdBy: 'office',
      state: 'active',
      assignmentId: id('9'),
      changedAt: at,
    },
    {
      ...shared,
      _id: evidenceId,
      type: 'evidence',
      createdBy: anna,
      deviceId: device,
      slot: 'a.b.c',
      sha256,
      bytes: 500,
      mediaType: 'image/jpeg',
      takenAt: at,
      source: 'live',
    },
  ]);
  const app = fastify();
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    const account = { accountId: anna, role: 'technician' };
    request.actor = { account, deviceId: null, via: 'bearer', draining: false, sessionId: '' } as unknown as Actor;
  });
  const store = fileEvidenceStore(path.join(folder.path, 'evidence'));
  uploadDoor(app, { databases, work, store, now: Date.now, partsFolder, handedOver: async () => undefined });
  const listening: Promise<string> = app.listen({ host: '127.0.0.1', port: 0 });
  const url = await listening;
  const words = Object.entries({ orderId: order, evidenceId, sha256, kind: 'view' });
  const create = () =>
    fetch(`${url}/evidence/upload/`, {
      method: 'POST',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': '500',
        'Upload-Metadata': words.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(','),
      },
    });
  const close = async () => {
    app.server.closeAllConnections();
    await app.close();
    await databases.close();
  };
  return { create, close };
}

it('bounds what one account has begun; what it gave up long ago makes room, and others do not count', async () => {
  const partsFolder = path.join(folder.path, 'parts');
  await mkdir(partsFolder, { recursive: true });
  const before = new PartStore(partsFolder);
  for (let n = 0; n < mostOpen.parts; n += 1) await begin(before, n, anna, Date.now());
  for (let n = 1000; n < 1000 + mostOpen.parts; n += 1) await begin(before, n, bert, Date.now() - 2 * idleMs);
  // Another process: what was begun before it started counts too.
  const { create, close } = await office(partsFolder);
  const refused = await create();
  expect([refused.status, refused.headers.get('linework-problem')]).toEqual([429, 'limit.uploads']);
  const idle = (Date.now() - 2 * idleMs) / 1000;
  await utimes(before.pathOf(partId(7)), idle, idle);
  expect((await create()).status).toBe(201);
  expect([existsSync(before.pathOf(partId(7))), existsSync(before.pathOf(partId(8)))]).toEqual([false, true]);
  await close();
});

it('sweeps what nobody continues while it runs', async () => {
  const partsFolder = path.join(folder.path, 'parts');
  const { close } = await office(partsFolder);
  const parts = new PartStore(partsFolder);
  await begin(parts, 1, anna, Date.now() - partKeptFor - sweepEveryMs);
  await begin(parts, 2, anna, Date.now());
  await parts.sweep(Date.now() - partKeptFor);
  expect([existsSync(parts.pathOf(partId(1))), existsSync(parts.pathOf(partId(2)))]).toEqual([false, true]);
  expect((await parts.openOf(anna)).map((part) => part.id)).toEqual([partId(2)]);
  await close();
});
