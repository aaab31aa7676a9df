import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askHeader, markHeader, officeMark } from '../../../../bridge/office-mark.ts';
import type { EvidenceDocument } from '../../../../domain/documents/evidence.ts';
import { problem } from '../../../../domain/problem.ts';
import { ok } from '../../../../domain/result.ts';
import { until } from '../../../../test/processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../../test/processes/temporary-folder.ts';
import type { Desk } from '../../context.ts';
import { hashOf, openFiles } from '../files.ts';
import { openMarkers } from './markers.ts';
import { openUploads, type Uploads } from './uploads.ts';

const orderId = '1'.repeat(26);
const deviceId = 'd'.repeat(26);
const evidenceId = `workOrder:${orderId}:evidence:${'e'.repeat(26)}`;
const bytes = Buffer.from('a picture');
const photo: EvidenceDocument = {
  _id: evidenceId,
  type: 'evidence',
  schemaVersion: 1,
  createdBy: 'a'.repeat(26),
  orderId,
  deviceId,
  slot: 'stage.step.photo',
  sha256: hashOf(bytes),
  bytes: bytes.length,
  mediaType: 'image/jpeg',
  takenAt: '2026-03-02T01:00:00.000Z',
  source: 'live',
};
const quiet = (): void => undefined;

let folder: TemporaryFolder;
let office: Server;
let uploads: Uploads;
/** how often the office still says that it does not know the document, and how often it was asked */
let unknownFor: number;
let asked: number;
/** how often the order cannot be read */
let unreadableFor: number;

beforeEach(async () => {
  [unknownFor, asked, unreadableFor] = [0, 0, 0];
  folder = await temporaryFolder('queue');
  office = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      asked += 1;
      const ask = String(request.headers[askHeader]);
      if (asked <= unknownFor) {
        const body = JSON.stringify({ ok: false, problem: problem('evidence.notDeclared') });
        response.writeHead(409, { 'content-type': 'application/json', [markHeader]: officeMark(ask, 409) }).end(body);
      } else {
        const offset = String(bytes.length);
        const mark = { [markHeader]: officeMark(ask, 201, offset) };
        const location = `/evidence/upload/${'a'.repeat(64)}`;
        response.writeHead(201, { location, 'upload-offset': offset, 'tus-resumable': '1.0.0', ...mark }).end();
      }
    });
  });
  await new Promise<void>((listening) => office.listen(0, '127.0.0.1', listening));
  const files = openFiles(path.join(folder.path, 'evidence'));
  await files.keep(photo.sha256, bytes);
  const desk = {
    deviceId,
    clock: {
      now: Date.now,
      facts: () => ({ at: new Date().toISOString(), uptimeMs: Math.round(performance.now()), bootId: 'b' }),
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    settings: () => ({ language: 'en', textSize: 'normal', meteredLink: false }),
    office: {
      url: `http://127.0.0.1:${(office.address() as AddressInfo).port}`,
      authorization: async () => ok('Bearer t'),
      forgetAuthorization: quiet,
      call: async () => ok({ held: [] }),
    },
    order: async () => {
      unreadableFor -= 1;
      if (unreadableFor >= 0) throw new Error('cannot be read now');
      return ok({ documents: [photo] });
    },
    documentsOf: async () => [photo],
    orderIds: () => [orderId],
    isWhole: () => true,
    unconfirmed: () => false,
    refusalOf: () => null,
    isDiscardedFile: () => false,
    isStopped: () => false,
    documentsFirst: async () => undefined,
  } as unknown as Desk;
  uploads = await openUploads(desk, files, openMarkers(path.join(folder.path, 'pending')), quiet);
});
afterEach(async () => {
  await uploads.close();
  office.close();
  await folder.remove();
});

const isSent = (): boolean => uploads.items().some(({ sentBytes }) => sentBytes === bytes.length);

it('a photo whose document has not spread yet is sent when its wait is over, also when the queue was woken meanwhile', async () => {
  unknownFor = 2;
  uploads.wake();
  await until('the second try', () => asked === 2 && uploads.items().every(({ state }) => state === 'waiting'), {
    everyMs: 5,
  });
  // Another document was confirmed.
  uploads.wake();
  await until('the photo to be sent', isSent, { withinMs: 5_000 });
  expect(asked).toBe(3);
});

it('a run that failed on the device is made again', async () => {
  unreadableFor = 2;
  uploads.wake();
  await until('the photo to be sent', isSent, { withinMs: 5_000 });
});

it('a photo that could not even be announced is refused to the person and counts as nothing', async () => {
  const pending = path.join(folder.path, 'pending');
  rmSync(pending, { recursive: true });
  writeFileSync(pending, 'where no folder can be made');
  const before = uploads.items();
  await expect(uploads.expect(`workOrder:${orderId}:evidence:${'f'.repeat(26)}`, orderId)).rejects.toThrow();
  expect(uploads.items()).toEqual(before);
  rmSync(pending);
});
